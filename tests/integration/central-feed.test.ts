import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statement } from '../../central/store/database.ts';
import { bringFeedBack } from '../../central/store/tables/feed.ts';
import type { CentralDraft } from '../../central/sync/gym-log.ts';
import { sayAtCentral } from '../../central/sync/say-at-central.ts';
import type { FactId, GymId, KioskId, MemberId } from '../../shared/base/ids.ts';
import { feedFactSchema, feedPageSchema, type FeedFact } from '../../shared/contract/facts.ts';
import { canonicalFact } from '../../shared/facts/canonical-fact.ts';
import { storagesUnderTest, TEST_GYM, TEST_NOW_MS } from '../support/central/test-central.ts';
import { openTestGym, type TestGym } from '../support/central/test-gym.ts';
import { visit, weight } from '../support/central/test-gym-facts.ts';
import type { TestKiosk } from '../support/central/test-kiosk.ts';

const HOUR_MS = 3_600_000;

const card = (code: string, memberId = 'ada'): CentralDraft => ({
  kind: 'card.enrolled',
  memberId,
  payload: { code },
});

interface Page {
  readonly facts: readonly FeedFact[];
  readonly cursor: string | null;
  readonly more: boolean;
}

describe.each(storagesUnderTest())('the feed of a gym, on $name', (storageUnderTest) => {
  let gym: TestGym;
  let reader: TestKiosk;
  beforeAll(async () => {
    gym = await openTestGym(storageUnderTest);
    reader = await gym.newKiosk();
  });
  afterAll(() => gym.close());

  const ask = async (kiosk: TestKiosk, since: string | null, waitS = 0, headers = {}): Promise<Response> =>
    fetch(
      `${gym.central.url}/api/sync/changes?wait=${waitS}${since === null ? '' : `&since=${encodeURIComponent(since)}`}`,
      { headers: { authorization: `Bearer ${await kiosk.sign()}`, ...headers } },
    );
  const read = async (since: string | null, waitS = 0, kiosk = reader): Promise<Page> => {
    const answer = await ask(kiosk, since, waitS);
    expect(answer.status).toBe(200);
    const page = feedPageSchema.parse(await answer.json());
    return { ...page, facts: page.facts.map((fact) => feedFactSchema.parse(fact)) };
  };
  /** Everything from a cursor on. */
  const readAll = async (since: string | null, kiosk = reader): Promise<Page> => {
    const facts: FeedFact[] = [];
    for (let cursor = since; ;) {
      const page = await read(cursor, 0, kiosk);
      facts.push(...page.facts);
      cursor = page.cursor;
      if (!page.more) return { facts, cursor, more: false };
    }
  };
  const refusal = async (since: string): Promise<unknown> => {
    const answer = await ask(reader, since);
    return [answer.status, ((await answer.json()) as { error: { code: string } }).error.code];
  };
  const say = (...drafts: CentralDraft[]) =>
    gym.central.store.transaction((sql) =>
      sayAtCentral(sql, TEST_GYM, drafts, { nowMs: TEST_NOW_MS, actor: 'staff:kim' }),
    );

  test('is what others said and kiosks need, as it was hashed, with what central makes of its time', async () => {
    const { cursor } = await readAll(null);
    const other = await gym.newKiosk();
    const own = visit(reader, 'ada', TEST_NOW_MS);
    const told = visit(other, 'ada', TEST_NOW_MS - 3 * HOUR_MS);
    await gym.push(reader, [own]);
    await gym.push(other, [told, other.fact({ kind: 'dashboard.opened', memberId: 'ada' })]);
    const ahead = await gym.newKiosk();
    const wrong = weight(ahead, 81.5, 'ada', TEST_NOW_MS + 2 * HOUR_MS);
    await gym.deliver(ahead, [wrong], TEST_NOW_MS + 2 * HOUR_MS);
    const { facts } = await readAll(cursor);
    const received_at = new Date(TEST_NOW_MS).toISOString();
    expect(facts).toEqual([
      { ...told, received_at, clock: null, counted_at: null },
      { ...wrong, received_at, clock: 'corrected', counted_at: received_at },
    ]);
    for (const fact of facts) expect(hashOf(fact)).toBe(fact.hash);
    expect((await readAll(cursor, other)).facts.map(({ id }) => id)).toEqual([own.id, wrong.id]);
  });

  test('has a kind that central does not know, for kiosks that do', async () => {
    const { cursor } = await readAll(null);
    const newer = await gym.newKiosk();
    const sauna = newer.fact({ kind: 'sauna.entered', memberId: 'ada', payload: { degrees: 90 } });
    await gym.push(newer, [sauna]);
    expect((await readAll(cursor)).facts.map(({ id }) => id)).toEqual([sauna.id]);
  });

  test('comes in pages, each from where the last one ended', async () => {
    const { cursor } = await readAll(null);
    await say(...Array.from({ length: 1_700 }, (_, index) => card(`1${index}`)));
    const first = await read(cursor);
    expect([first.facts.length, first.more]).toEqual([1_000, true]);
    const second = await read(first.cursor);
    expect([second.facts.length, second.more]).toEqual([700, false]);
    const codes = [...first.facts, ...second.facts].map(({ payload }) => payload['code']);
    expect(codes).toEqual(codes.map((_, index) => `1${index}`));
    expect(await read(second.cursor)).toEqual({
      ...second,
      facts: [],
      as_of: new Date(TEST_NOW_MS).toISOString(),
    });
  });

  test('is packed on the way', async () => {
    await say(...Array.from({ length: 300 }, (_, index) => card(`2${index}`)));
    const packed = await ask(reader, null, 0, { 'accept-encoding': 'br' });
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect(feedPageSchema.parse(await packed.json()).facts.length).toBeGreaterThan(300);
  });

  test('waits for news, and ends the wait with them', async () => {
    const { cursor } = await readAll(null);
    const waiting = read(cursor, 25);
    await say(card('3000'));
    const { facts } = await waiting;
    expect(facts.map(({ payload }) => payload['code'])).toEqual(['3000']);
  });

  test('skips nothing of a transaction that commits late, and gives it in its place', async () => {
    const { cursor } = await readAll(null);
    const other = await gym.newKiosk();
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => void (release = resolve));
    const begun = Promise.withResolvers<void>();
    const late = gym.central.store.transaction(async (sql) => {
      await sayAtCentral(sql, TEST_GYM, [card('4000')], { nowMs: TEST_NOW_MS, actor: 'import:slow' });
      begun.resolve();
      await released;
    });
    await begun.promise;
    const early = visit(other, 'ada', TEST_NOW_MS - 9 * HOUR_MS);
    const pushing = gym.push(other, [early]);
    // PGlite has one connection: there the push and whoever reads wait for the transaction.
    const between = storageUnderTest.name === 'PostgreSQL' ? (await pushing, await readAll(cursor)) : null;
    release();
    await Promise.all([late, pushing]);
    expect(between?.facts ?? []).toEqual([]);
    const { facts } = await readAll(between?.cursor ?? cursor);
    expect(facts.map(({ kind }) => kind)).toEqual(['card.enrolled', 'check_in.accepted']);
  });

  test('gives a reader who follows it all there is once, while many write at once', async () => {
    const { cursor } = await readAll(null);
    const kiosks: TestKiosk[] = [];
    while (kiosks.length < 12) kiosks.push(await gym.newKiosk());
    const writing = Promise.all(
      kiosks.map(async (kiosk, writer) => {
        const facts = [1, 2, 3].map((hours) =>
          visit(kiosk, `m-${writer}`, TEST_NOW_MS - hours * 2 * HOUR_MS),
        );
        for (const fact of facts)
          await Promise.all([gym.push(kiosk, [fact]), say(card(`5${writer}${fact.seq}`))]);
        return facts.map(({ id }) => id);
      }),
    );
    let isDone = false;
    const written = writing.finally(() => (isDone = true));
    const seen: FeedFact[] = [];
    let at = cursor;
    for (let isLast = false; ; isLast = isDone) {
      const page = await readAll(at);
      seen.push(...page.facts);
      at = page.cursor;
      if (isLast && page.facts.length === 0) break;
    }
    const visits = (await written).flat();
    const seenVisits = seen.filter(({ kind }) => kind === 'check_in.accepted').map(({ id }) => id);
    expect(seenVisits.toSorted()).toEqual(visits.toSorted());
    const byWriter = Map.groupBy(seen, (fact) => fact.kiosk_id);
    for (const facts of byWriter.values()) {
      const seqs = facts.map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.toSorted((left, right) => left - right));
    }
    expect(seen).toHaveLength(12 * 3 * 2);
  });

  test('refuses a cursor of another gym, of the future, of a store that was put back, and rubbish', async () => {
    const { cursor } = await readAll(null);
    const [gymId, xact, order, id] = JSON.parse(Buffer.from(cursor!, 'base64url').toString()) as unknown[];
    const cursorOf = (...parts: unknown[]): string =>
      Buffer.from(JSON.stringify(parts)).toString('base64url');
    expect(await refusal(cursorOf('gym-south', xact, order, id))).toEqual([409, 'cursor_foreign']);
    expect(await refusal(cursorOf(gymId, '9999999999999', order, id))).toEqual([409, 'cursor_unknown']);
    expect(await refusal(cursorOf(gymId, xact, order, crypto.randomUUID()))).toEqual([409, 'cursor_unknown']);
    for (const rubbish of ['x', '!!', cursorOf(gymId, '1e99', order, id), cursorOf(), `${cursor}\0`])
      expect(await refusal(rubbish)).toEqual([400, 'invalid_request']);
  });

  test('goes on from the beginning after its store was moved to where transactions have smaller numbers', async () => {
    const before = await readAll(null);
    await gym.central.store.query(
      statement(`update facts set fed_xact = (fed_xact::text::bigint + 1000000000)::text::xid8`),
    );
    expect((await readAll(null)).facts).toEqual([]);
    await gym.central.store.query(bringFeedBack());
    expect(await refusal(before.cursor!)).toEqual([409, 'cursor_unknown']);
    const after = await readAll(null);
    expect(after.facts.map(({ id }) => id).toSorted()).toEqual(before.facts.map(({ id }) => id).toSorted());
  });
});

function hashOf(fact: FeedFact): string {
  const text = canonicalFact({
    gymId: fact.gym_id as GymId,
    kioskId: fact.kiosk_id as KioskId,
    epoch: fact.epoch,
    seq: fact.seq,
    id: fact.id as FactId,
    kind: fact.kind,
    version: fact.version,
    memberId: fact.member_id as MemberId | null,
    happenedAtMs: Date.parse(fact.happened_at),
    zone: fact.zone,
    payload: fact.payload,
    prevHash: fact.prev_hash,
  });
  return createHash('sha256').update(text).digest('hex');
}
