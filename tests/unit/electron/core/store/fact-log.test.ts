import { describe, expect, it } from 'vitest';
import { checkChain, hashOf } from '../../../../../electron/core/store/fact-log.ts';
import { eachFact, type FactKey } from '../../../../../electron/core/store/tables/facts.ts';
import { readBacklog } from '../../../../../electron/core/store/tables/outbox.ts';
import { GENESIS_HASH } from '../../../../../shared/facts/fact.ts';
import { NOON, openTestStore, type TestStore } from '../../../../support/core/open-test-store.ts';

/** Appends as many facts, one a second. */
function append({ store, time }: TestStore, count: number): FactKey[] {
  return Array.from({ length: count }, (_, index) => {
    time.pass(1_000);
    return store.write((tx) =>
      store.facts.append(tx, {
        kind: 'check_in.refused',
        memberId: null,
        happenedAtMs: time.nowMs(),
        payload: { reason: 'unknown_card', device: `reader-${index}` },
      }),
    );
  });
}

/** Does to the log what nobody may do: SQL behind the store's back, the trigger out of the way. */
function tamper({ store }: TestStore, sql: string): void {
  store.db.exec(`DROP TRIGGER facts_are_append_only; PRAGMA foreign_keys = OFF; ${sql}`);
}

const check = ({ store }: TestStore) => checkChain(store.db, store.identity);

describe("the kiosk's log of facts", () => {
  it('numbers facts without gaps and chains each to the one before', () => {
    const test = openTestStore();
    expect(append(test, 3)).toEqual([
      { epoch: 1, seq: 1 },
      { epoch: 1, seq: 2 },
      { epoch: 1, seq: 3 },
    ]);
    const facts = [...eachFact(test.store.db, test.store.identity, 1)];
    expect(facts.map((fact) => fact.prevHash)).toEqual([GENESIS_HASH, facts[0]?.hash, facts[1]?.hash]);
    expect(facts.map(({ hash, ...unhashed }) => [hash, hashOf(unhashed)]).every(([a, b]) => a === b)).toBe(
      true,
    );
    expect(check(test)).toEqual({ ok: true, facts: 3 });
  });

  it('says when, where and for whom something happened', () => {
    const test = openTestStore();
    append(test, 1);
    expect([...eachFact(test.store.db, test.store.identity, 1)][0]).toMatchObject({
      gymId: 'gym-1',
      kioskId: test.store.identity.kioskId,
      kind: 'check_in.refused',
      version: 1,
      memberId: null,
      happenedAtMs: NOON + 1_000,
      zone: 'Europe/Berlin',
      payload: { reason: 'unknown_card', device: 'reader-0' },
    });
  });

  it('queues every fact for central in the same transaction', () => {
    const test = openTestStore();
    append(test, 2);
    expect(readBacklog(test.store.db)).toEqual({
      pending: 2,
      quarantined: 0,
      oldestQueuedAtMs: NOON + 1_000,
    });
  });

  it('uses no number for a fact whose transaction failed', () => {
    const test = openTestStore();
    const draft = { kind: 'dashboard.opened', memberId: null, happenedAtMs: NOON, payload: {} } as const;
    expect(() =>
      test.store.write((tx) => {
        test.store.facts.append(tx, draft);
        throw new Error('changed its mind');
      }),
    ).toThrow('changed its mind');
    expect(append(test, 1)).toEqual([{ epoch: 1, seq: 1 }]);
    expect(check(test)).toEqual({ ok: true, facts: 1 });
  });

  it('does not let a fact be changed', () => {
    const test = openTestStore();
    append(test, 1);
    expect(() => test.store.db.exec(`UPDATE facts SET payload = '{}'`)).toThrow(
      expect.objectContaining({ code: 'SQLITE_CONSTRAINT_TRIGGER' }),
    );
  });

  it('notices a fact that was taken out', () => {
    const test = openTestStore();
    append(test, 5);
    tamper(test, 'DELETE FROM facts WHERE seq = 3');
    expect(check(test)).toEqual({ ok: false, code: 'gap', at: { epoch: 1, seq: 4 } });
  });

  it('notices that the first facts were taken out', () => {
    const test = openTestStore();
    append(test, 3);
    tamper(test, 'DELETE FROM facts WHERE seq = 1');
    expect(check(test)).toEqual({ ok: false, code: 'gap', at: { epoch: 1, seq: 2 } });
  });

  for (const edit of [
    `payload = json_set(payload, '$.reason', 'membership_unpaid')`,
    `happened_at = happened_at + 1`,
    `user_id = 'somebody-else'`,
    `kind = 'check_in.accepted'`,
    `zone = 'Europe/London'`,
    `version = 2`,
    `id = 'another'`,
  ]) {
    it(`notices a fact that was edited: ${edit.slice(0, edit.indexOf(' '))}`, () => {
      const test = openTestStore();
      append(test, 4);
      tamper(test, `UPDATE facts SET ${edit} WHERE seq = 2`);
      expect(check(test)).toEqual({ ok: false, code: 'wrong_hash', at: { epoch: 1, seq: 2 } });
    });
  }

  it('notices an edit whose hash was made to fit', () => {
    const test = openTestStore();
    append(test, 4);
    const [, second] = [...eachFact(test.store.db, test.store.identity, 1)];
    const { hash: _old, ...unhashed } = { ...second!, payload: { reason: 'nothing', device: 'x' } };
    tamper(
      test,
      `UPDATE facts SET payload = '${JSON.stringify(unhashed.payload)}', hash = '${hashOf(unhashed)}' WHERE seq = 2`,
    );
    expect(check(test)).toEqual({ ok: false, code: 'broken_link', at: { epoch: 1, seq: 3 } });
  });

  it('notices two facts that changed places', () => {
    const test = openTestStore();
    append(test, 4);
    tamper(
      test,
      `UPDATE facts SET seq = 99 WHERE seq = 2; UPDATE facts SET seq = 2 WHERE seq = 3;
       UPDATE facts SET seq = 3 WHERE seq = 99`,
    );
    expect(check(test)).toEqual({ ok: false, code: 'broken_link', at: { epoch: 1, seq: 2 } });
  });

  it('notices a fact that was moved to another gym', () => {
    const test = openTestStore();
    append(test, 1);
    const elsewhere = { ...test.store.identity, gymId: 'gym-2' as typeof test.store.identity.gymId };
    expect(checkChain(test.store.db, elsewhere)).toMatchObject({ ok: false, code: 'wrong_hash' });
  });
});
