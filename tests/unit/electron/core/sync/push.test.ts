import { describe, expect, it } from 'vitest';
import { readStaffSync } from '../../../../../electron/core/staff/staff-pages.ts';
import { createPush } from '../../../../../electron/core/sync/push.ts';
import { eachFact } from '../../../../../electron/core/store/tables/facts.ts';
import { hashOf } from '../../../../../electron/core/store/fact-log.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../../shared/base/clock.ts';
import { MAX_FACTS_PER_PUSH, MAX_PUSH_BYTES, wireFactSchema } from '../../../../../shared/contract/facts.ts';
import { staffSyncSchema } from '../../../../../shared/contract/staff-documents.ts';
import { FAKE_PULL } from '../../../../support/core/fake-push.ts';
import { NOON, openTestStore } from '../../../../support/core/open-test-store.ts';
import {
  failWith,
  storeAll,
  storeAllBut,
  type PushAnswer,
} from '../../../../support/core/scripted-central.ts';
import { settled } from '../../../../support/devices/fake-time.ts';
import { GATHER_MS, openPush } from '../../../../support/core/test-push.ts';

describe('facts on their way to central', () => {
  it('travel together, in order, and leave the queue once they are taken', async () => {
    const test = openPush();
    test.append(3);
    expect(test.push.status()).toMatchObject({ state: 'pushing', pending: 3, oldestUnsentAtMs: NOON });
    await test.pass(GATHER_MS);
    expect(test.central.batches).toEqual([[1, 2, 3]]);
    expect(test.push.status()).toEqual({
      state: 'up_to_date', pending: 0, quarantined: 0, oldestUnsentAtMs: null, lastError: null,
    }); // prettier-ignore
    expect([...eachFact(test.store.db, test.store.identity, 1)]).toHaveLength(3);
  });

  it('arrive with everything that central needs to check their hash', async () => {
    const test = openPush();
    test.append(2);
    await test.pass(GATHER_MS);
    for (const sent of test.central.facts) {
      const fact = wireFactSchema.parse(sent);
      expect(
        hashOf({
          gymId: fact.gym_id as never, kioskId: fact.kiosk_id as never, epoch: fact.epoch, seq: fact.seq,
          id: fact.id as never, kind: fact.kind, version: fact.version, memberId: fact.member_id as never,
          happenedAtMs: Date.parse(fact.happened_at), zone: fact.zone, payload: fact.payload, prevHash: fact.prev_hash,
        }), // prettier-ignore
      ).toBe(fact.hash);
    }
    expect(test.central.facts).toHaveLength(2);
  });

  it('are at most 500 a request, and go on at once', async () => {
    const test = openPush();
    test.append(MAX_FACTS_PER_PUSH + 1);
    await test.pass(GATHER_MS);
    expect(test.central.batches.map((batch) => batch.length)).toEqual([MAX_FACTS_PER_PUSH, 1]);
  });

  it('are at most a mebibyte a request', async () => {
    const test = openPush();
    test.append(40, 'x'.repeat(60_000));
    await test.pass(GATHER_MS);
    expect(test.central.batches.flat()).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    let from = 0;
    for (const batch of test.central.batches) {
      const facts = test.central.facts.slice(from, (from += batch.length));
      expect(Buffer.byteLength(JSON.stringify({ batch_id: test.newId(), facts }))).toBeLessThan(
        MAX_PUSH_BYTES,
      );
    }
  });

  it('are sent next when they were written while a request was under way', async () => {
    const test = openPush();
    const answer = Promise.withResolvers<PushAnswer>();
    test.central.answer = () => answer.promise;
    test.append(1);
    await test.pass(GATHER_MS);
    test.append(2);
    test.central.answer = storeAll;
    answer.resolve(storeAll(test.central.facts));
    await test.pass(GATHER_MS);
    expect(test.central.batches).toEqual([[1], [2, 3]]);
  });

  it('are not asked for by two requests at once', async () => {
    const test = openPush();
    const answer = Promise.withResolvers<PushAnswer>();
    test.central.answer = () => answer.promise;
    test.append(1);
    await test.pass(GATHER_MS);
    for (let poke = 0; poke < 10; poke += 1) {
      test.push.poke();
      await test.pass(HOUR_MS);
    }
    expect(test.central.batches).toEqual([[1]]);
    answer.resolve({ ok: false, code: 'unreachable' });
  });

  it('wait where no central server is configured', () => {
    const { store, time, log } = openTestStore();
    const push = createPush({
      store, client: null, pairing: { code: null, name: 'x' }, nowMs: time.nowMs, random: () => 0, log,
      after: () => expect.unreachable('nothing to wait for'), onChange: () => undefined,
    }); // prettier-ignore
    push.poke();
    expect(push.status().state).toBe('off');
  });
});

describe('a central server that does not take them', () => {
  for (const [what, answer] of [
    ['cannot be reached', failWith({ code: 'unreachable', detail: 'ECONNREFUSED' })],
    ['takes too long', failWith({ code: 'unreachable', detail: 'TimeoutError' })],
    ['answers nonsense', failWith({ code: 'nonsense', detail: 'HTTP 200' })],
    ['is busy', failWith({ code: 'busy' })],
    ['refuses the request', failWith({ code: 'refused' })],
    ['judges nothing that was sent', () => ({ ok: true as const, value: [] })],
  ] as const) {
    it(`keeps them queued when it ${what}, and gets them later`, async () => {
      const test = openPush();
      test.central.answer = answer;
      test.append(2);
      await test.pass(GATHER_MS);
      expect(test.push.status()).toMatchObject({ state: 'waiting', pending: 2, quarantined: 0 });
      expect(test.push.status().lastError).not.toBeNull();
      test.central.answer = storeAll;
      await test.pass(SECOND_MS);
      expect(test.push.status()).toMatchObject({ state: 'up_to_date', pending: 0, lastError: null });
      expect(test.central.batches).toEqual([
        [1, 2],
        [1, 2],
      ]);
    });
  }

  it('keeps them queued when the client itself throws', async () => {
    const test = openPush();
    test.central.answer = () => Promise.reject(new Error('no key'));
    test.append(1);
    await test.pass(GATHER_MS);
    expect(test.push.status()).toMatchObject({ state: 'waiting', pending: 1 });
    test.central.answer = storeAll;
    await test.pass(SECOND_MS);
    expect(test.push.status().pending).toBe(0);
  });

  it('is asked again after a random part of a time that doubles up to ten minutes', async () => {
    for (const [random, factor] of [
      [() => 1, 1],
      [() => 0.999, 0.999],
      [() => 0.5, 0.5],
    ] as const) {
      const test = openPush({ random });
      test.central.answer = failWith({ code: 'unreachable' });
      test.append(1);
      await test.pass(GATHER_MS);
      for (let attempt = 0; attempt < 14; attempt += 1) await test.pass(10 * MINUTE_MS);
      const ceilings = Array.from({ length: 12 }, (_, index) =>
        Math.min(10 * MINUTE_MS, SECOND_MS * 2 ** index),
      );
      expect(test.waits.slice(1, 13)).toEqual(ceilings.map((ceiling) => Math.max(500, factor * ceiling)));
    }
  });

  it('says when it tries again as an instant that staff can be shown, whatever chance made of it', async () => {
    for (const chance of [0.637_281_993, 0.707_106_781, 0.999_999_9]) {
      const test = openPush({ random: () => chance });
      test.central.answer = failWith({ code: 'unreachable' });
      test.append(1);
      await test.pass(GATHER_MS);
      for (let attempt = 0; attempt < 3; attempt += 1) await test.pass(10 * MINUTE_MS);
      const page = readStaffSync(test.store.db, {
        push: test.push,
        pull: FAKE_PULL,
        centralUrl: 'https://central.example',
      });
      expect(page).toMatchObject({ state: 'waiting', last_error: 'unreachable' });
      expect(staffSyncSchema.parse(page)).toEqual(page);
    }
  });

  it('fills no log: staff find when it began, and when the reason changed', async () => {
    const test = openPush();
    const reasons = () =>
      test.log.entries
        .filter(({ level }) => level === 'warn')
        .map(({ fields }) => (fields as { code: string }).code);
    test.central.answer = failWith({ code: 'unreachable' });
    test.append(1);
    await test.pass(GATHER_MS);
    for (let attempt = 0; attempt < 5; attempt += 1) await test.pass(10 * MINUTE_MS);
    expect(reasons()).toEqual(['unreachable']);
    test.central.answer = failWith({ code: 'busy' });
    for (let attempt = 0; attempt < 5; attempt += 1) await test.pass(10 * MINUTE_MS);
    expect(reasons()).toEqual(['unreachable', 'busy']);
    test.central.answer = storeAll;
    await test.pass(10 * MINUTE_MS);
    test.central.answer = failWith({ code: 'busy' });
    test.append(1);
    await test.pass(GATHER_MS);
    expect(reasons()).toEqual(['unreachable', 'busy', 'busy']);
  });

  it('is never hammered, whatever the dice say', async () => {
    const test = openPush({ random: () => 0 });
    test.central.answer = failWith({ code: 'unreachable' });
    test.append(1);
    await test.pass(GATHER_MS);
    for (let attempt = 0; attempt < 5; attempt += 1) await test.pass(500);
    expect(test.waits.slice(1)).toEqual([500, 500, 500, 500, 500, 500]);
  });

  it('is left alone by new facts while it is waited for', async () => {
    const test = openPush();
    test.central.answer = failWith({ code: 'unreachable' });
    test.append(1);
    await test.pass(GATHER_MS);
    test.append(5);
    await test.pass(GATHER_MS);
    expect(test.central.batches).toHaveLength(1);
  });

  it('starts from one second again after it took some', async () => {
    const test = openPush({ random: () => 1 });
    test.central.answer = failWith({ code: 'unreachable' });
    test.append(1);
    await test.pass(GATHER_MS);
    await test.pass(SECOND_MS);
    await test.pass(2 * SECOND_MS);
    test.central.answer = storeAll;
    await test.pass(4 * SECOND_MS);
    test.central.answer = failWith({ code: 'unreachable' });
    test.append(1);
    await test.pass(GATHER_MS);
    expect(test.waits.at(-1)).toBe(SECOND_MS);
  });

  it('may ask to be left alone, for an hour at most', async () => {
    for (const [asked, waited] of [
      [90_000, 90_000],
      [24 * HOUR_MS, HOUR_MS],
      [1, 500],
    ] as const) {
      const test = openPush();
      test.central.answer = failWith({ code: 'busy', retryAfterMs: asked });
      test.append(1);
      await test.pass(GATHER_MS);
      expect(test.waits.at(-1)).toBe(waited);
      await test.pass(waited - 1);
      expect(test.central.batches).toHaveLength(1);
      await test.pass(1);
      expect(test.central.batches).toHaveLength(2);
    }
  });

  it('is probed once in 15 minutes when it says that this kiosk is revoked', async () => {
    const test = openPush();
    test.central.answer = failWith({ code: 'revoked' });
    test.append(1);
    await test.pass(GATHER_MS);
    for (let minute = 0; minute < 60; minute += 1) await test.pass(MINUTE_MS);
    expect(test.central.batches).toHaveLength(5);
    expect(test.push.status()).toMatchObject({ pending: 1, quarantined: 0 });
  });

  for (const [what, error] of [
    // A clock two minutes slow for eight seconds; a request that a proxy delivered twice.
    ['does not take one token', { code: 'unauthorised', detail: 'unauthorized' }],
    ['is answered for by a captive portal', { code: 'nonsense', detail: 'HTTP 403' }],
    ['is too busy', { code: 'busy', detail: 'HTTP 503' }],
    ['refuses the request once', { code: 'refused', detail: 'request_timeout' }],
    ['is not there', { code: 'unreachable', detail: 'ECONNRESET' }],
  ] as const) {
    it(`gets everything within two seconds after it ${what}`, async () => {
      const test = openPush({ random: () => 1 });
      test.central.answer = failWith(error);
      test.append(3);
      await test.pass(GATHER_MS);
      test.central.answer = storeAll;
      for (let second = 0; second < 2; second += 1) await test.pass(SECOND_MS);
      expect(test.push.status()).toMatchObject({ state: 'up_to_date', pending: 0, lastError: null });
    });
  }

  it('that did not take tokens for a day gets everything within 30 seconds once it does', async () => {
    const test = openPush({ random: () => 1 });
    test.central.answer = failWith({ code: 'unauthorised' });
    test.append(900);
    await test.pass(GATHER_MS);
    for (let minute = 0; minute < 24 * 60; minute += 1) await test.pass(MINUTE_MS);
    expect(test.waits.slice(1).every((wait) => wait <= 20 * SECOND_MS)).toBe(true);
    // Only whether the token is taken is asked, not how large a batch may be.
    expect(test.central.batches.slice(1).every((batch) => batch.length === 1)).toBe(true);
    test.central.answer = storeAll;
    for (let second = 0; second < 30; second += 1) await test.pass(SECOND_MS);
    expect(test.push.status()).toMatchObject({ pending: 0, quarantined: 0 });
  });

  it('that refuses every batch with one certain fact in it gets all others, and that one is set aside', async () => {
    const test = openPush({ random: () => 1 });
    test.central.answer = (facts) =>
      facts.some(({ seq }) => seq === 333)
        ? failWith({ code: 'refused', detail: 'invalid_request' })()
        : storeAll(facts);
    test.append(700);
    await test.pass(GATHER_MS);
    for (let minute = 0; minute < 60; minute += 1) await test.pass(MINUTE_MS);
    expect(test.quarantined()).toEqual([{ seq: 333, code: 'invalid_request' }]);
    expect(test.push.status()).toMatchObject({ pending: 0, quarantined: 1 });
    expect(test.central.batches.length).toBeLessThan(40);
  });

  it('that cannot finish a large batch in time is sent smaller ones', async () => {
    const test = openPush({ random: () => 1 });
    test.central.answer = (facts) => (facts.length > 60 ? failWith({ code: 'busy' })() : storeAll(facts));
    test.append(500);
    await test.pass(GATHER_MS);
    for (let minute = 0; minute < 60; minute += 1) await test.pass(MINUTE_MS);
    expect(test.push.status().pending).toBe(0);
  });
});

describe('a verdict', () => {
  it('of conflict or rejection sets the fact aside with its code, for ever', async () => {
    const test = openPush();
    test.central.answer = storeAllBut({
      2: { epoch: 1, seq: 2, verdict: 'conflict' },
      4: { epoch: 1, seq: 4, verdict: 'rejected', code: 'unknown_kind' },
    });
    test.append(5);
    await test.pass(GATHER_MS);
    expect(test.quarantined()).toEqual([
      { seq: 2, code: 'conflict' },
      { seq: 4, code: 'unknown_kind' },
    ]);
    expect(test.push.status()).toMatchObject({ state: 'up_to_date', pending: 0, quarantined: 2 });
    expect(test.log.entries.filter(({ level }) => level === 'error')).toHaveLength(1);
    test.append(1);
    await test.pass(GATHER_MS);
    expect(test.central.batches).toEqual([[1, 2, 3, 4, 5], [6]]);
    expect([...eachFact(test.store.db, test.store.identity, 1)]).toHaveLength(6);
  });

  it('on one bad fact delays no other', async () => {
    const test = openPush();
    test.central.answer = storeAllBut({ 1: { epoch: 1, seq: 1, verdict: 'rejected', code: 'bad_hash' } });
    test.append(3);
    await test.pass(GATHER_MS);
    expect([test.push.status().pending, test.waits]).toEqual([0, [GATHER_MS]]);
  });

  it('of duplicate means central has it', async () => {
    const test = openPush();
    test.central.answer = storeAllBut({ 1: { epoch: 1, seq: 1, verdict: 'duplicate' } });
    test.append(1);
    await test.pass(GATHER_MS);
    expect(test.push.status()).toMatchObject({ pending: 0, quarantined: 0 });
  });

  it('on facts that were not sent is ignored', async () => {
    const test = openPush();
    test.append(1);
    await test.pass(GATHER_MS);
    test.append(2);
    test.central.answer = () => ({
      ok: true,
      value: [
        { epoch: 1, seq: 2, verdict: 'stored' },
        { epoch: 1, seq: 99, verdict: 'stored' },
        { epoch: 2, seq: 3, verdict: 'stored' },
        { epoch: 1, seq: 1, verdict: 'rejected', code: 'late' },
      ],
    });
    test.central.batches.length = 0;
    test.time.pass(GATHER_MS);
    await Promise.resolve();
    test.central.answer = failWith({ code: 'busy' });
    await settled();
    expect(test.push.status()).toMatchObject({ pending: 1, quarantined: 0 });
  });

  it('given twice counts once: the first', async () => {
    const test = openPush();
    test.central.answer = () => ({
      ok: true,
      value: [
        { epoch: 1, seq: 1, verdict: 'rejected', code: 'bad_hash' },
        { epoch: 1, seq: 1, verdict: 'stored' },
      ],
    });
    test.append(1);
    await test.pass(GATHER_MS);
    expect(test.quarantined()).toEqual([{ seq: 1, code: 'bad_hash' }]);
  });

  it('missing for some facts leaves those queued, and they are sent again', async () => {
    const test = openPush();
    test.central.answer = (facts) => ({
      ok: true,
      value: facts.slice(0, 2).map(({ epoch, seq }) => ({ epoch, seq, verdict: 'stored' })),
    });
    test.append(5);
    await test.pass(GATHER_MS);
    expect(test.central.batches).toEqual([[1, 2, 3, 4, 5], [3, 4, 5], [5]]);
    expect(test.push.status().pending).toBe(0);
  });
});

describe('a kiosk that central does not know', () => {
  it('pairs with its code before it sends anything, once', async () => {
    const test = openPush({ paired: false, code: 'CODE-1234' });
    test.append(1);
    await test.pass(GATHER_MS);
    test.append(1);
    await test.pass(GATHER_MS);
    expect(test.central.pairings).toEqual([{ code: 'CODE-1234', name: 'Front door' }]);
    expect(test.central.batches).toEqual([[1], [2]]);
  });

  it('without a code keeps its facts and says why', async () => {
    const test = openPush({ paired: false });
    test.append(1);
    await test.pass(GATHER_MS);
    expect(test.push.status()).toMatchObject({
      state: 'waiting',
      pending: 1,
      lastError: 'unauthorised: not_paired',
    });
    expect([test.central.pairings, test.central.batches]).toEqual([[], []]);
  });

  it('tries again when pairing fails, and sends nothing before', async () => {
    const test = openPush({ paired: false, code: 'CODE-1234' });
    test.central.answerPairing = failWith({ code: 'unreachable' });
    test.append(1);
    await test.pass(GATHER_MS);
    expect(test.central.batches).toEqual([]);
    test.central.answerPairing = () => ({ ok: true, value: undefined });
    await test.pass(SECOND_MS);
    expect(test.central.batches).toEqual([[1]]);
  });
});

describe('stopping', () => {
  it('waits for the request under way and keeps its outcome', async () => {
    const test = openPush();
    const answer = Promise.withResolvers<PushAnswer>();
    test.central.answer = () => answer.promise;
    test.append(2);
    await test.pass(GATHER_MS);
    let hasStopped = false;
    const stopped = test.push.stop().then(() => void (hasStopped = true));
    await settled();
    expect(hasStopped).toBe(false);
    answer.resolve(storeAll(test.central.facts));
    await stopped;
    expect(test.store.db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0);
  });

  it('sends nothing more and leaves no timer behind', async () => {
    const test = openPush();
    const answer = Promise.withResolvers<PushAnswer>();
    test.central.answer = () => answer.promise;
    test.append(1);
    await test.pass(GATHER_MS);
    const stopped = test.push.stop();
    const waits = test.waits.length;
    answer.resolve({ ok: false, code: 'unreachable' });
    await stopped;
    test.append(3);
    await test.pass(HOUR_MS);
    expect([test.central.batches, test.waits.length]).toEqual([[[1]], waits]);
  });
});
