import type { Clock } from '../../shared/base/clock.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import {
  MAX_FACTS_PER_PAGE,
  MAX_PAGE_TEXT,
  type FeedFact,
  type FeedPage,
} from '../../shared/contract/facts.ts';
import type { KioskCaller } from '../auth/callers.ts';
import type { CentralDatabase } from '../store/database.ts';
import { FEED_START, selectFed, selectFeed, type FedFactRow, type FeedPlace } from '../store/tables/feed.ts';
import type { FeedWatch } from './feed-watch.ts';

export type CursorRefusal = 'invalid_request' | 'cursor_foreign' | 'cursor_unknown';

interface FeedParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly feedWatch: FeedWatch;
}

interface Cursor {
  readonly gymId: string;
  readonly place: FeedPlace;
  /** The fact at that place: a store that was put back knows another one there, or none. */
  readonly factId: string;
}

/**
 * What others said of the gym after a cursor: a page in the feed's order, without the kiosk's own facts. Waits
 * where there is nothing yet.
 * @param asked.since the cursor of the page before; null for the beginning
 * @param asked.waitMs how long to wait for news at most, milliseconds
 * @param asked.signal ends the wait: whoever asked is gone
 */
export async function readFeed(
  asked: { readonly since: string | null; readonly waitMs: number; readonly signal: AbortSignal | null },
  kiosk: KioskCaller,
  { database, clock, feedWatch }: FeedParts,
): Promise<Result<FeedPage, CursorRefusal>> {
  const { gymId, kioskId } = kiosk;
  const since = await checkCursor(asked.since, gymId, database);
  if (!since.ok) return since;
  const untilMs = performance.now() + asked.waitMs;
  let place = since.value;
  let cursor = asked.since;
  for (;;) {
    const asOfMs = clock.nowMs();
    const { rows, more } = fitting(await database.query(selectFeed(gymId, place, MAX_FACTS_PER_PAGE)));
    const last = rows.at(-1);
    if (last !== undefined) {
      place = { xact: last.fed_xact, order: last.fed_order };
      cursor = writeCursor({ gymId, place, factId: last.id });
    }
    const others = rows.filter((row) => row.kiosk_id !== kioskId);
    const page = (): Result<FeedPage, CursorRefusal> =>
      ok({
        facts: others.map((row) => toFeedFact(gymId, row)),
        cursor,
        more,
        as_of: new Date(asOfMs).toISOString(),
      });
    if (others.length > 0 || more) return page();
    const isNews = await feedWatch.after(gymId, place, {
      waitMs: untilMs - performance.now(),
      signal: asked.signal,
    });
    if (!isNews) return page();
  }
}

/** As many rows from the front as make one page, and whether there are more. */
function fitting(rows: readonly FedFactRow[]): { rows: readonly FedFactRow[]; more: boolean } {
  let text = 0;
  const end = rows.findIndex((row) => {
    const isFull = text > MAX_PAGE_TEXT;
    text += row.payload.length;
    return isFull;
  });
  return end < 0
    ? { rows, more: rows.length === MAX_FACTS_PER_PAGE }
    : { rows: rows.slice(0, end), more: true };
}

function writeCursor({ gymId, place, factId }: Cursor): string {
  return Buffer.from(JSON.stringify([gymId, place.xact, place.order, factId])).toString('base64url');
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A transaction's id: 64 bits. */
const XACT = /^\d{1,19}$/;

function readCursor(text: string): Cursor | null {
  if (!/^[\w-]+$/.test(text)) return null;
  try {
    const [gymId, xact, order, factId] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    const isCursor =
      typeof gymId === 'string' &&
      typeof xact === 'string' &&
      XACT.test(xact) &&
      Number.isSafeInteger(order) &&
      typeof factId === 'string' &&
      UUID.test(factId);
    return isCursor ? { gymId, place: { xact, order: order as number }, factId } : null;
  } catch {
    return null;
  }
}

async function checkCursor(
  text: string | null,
  gymId: string,
  database: CentralDatabase,
): Promise<Result<FeedPlace, CursorRefusal>> {
  if (text === null) return ok(FEED_START);
  const cursor = readCursor(text);
  if (cursor === null) return fail('invalid_request');
  if (cursor.gymId !== gymId) return fail('cursor_foreign');
  const [known] = await database.query(selectFed(gymId, cursor.place, cursor.factId));
  return known === undefined ? fail('cursor_unknown') : ok(cursor.place);
}

function toFeedFact(gymId: string, row: FedFactRow): FeedFact {
  const time = (ms: number): string => new Date(ms).toISOString();
  return {
    gym_id: gymId,
    kiosk_id: row.kiosk_id,
    epoch: row.epoch,
    seq: row.seq,
    id: row.id,
    kind: row.kind,
    version: row.version,
    member_id: row.user_id,
    happened_at: time(row.happened_at),
    zone: row.zone,
    // What was hashed: the same text comes of it again.
    payload: JSON.parse(row.payload) as Readonly<Record<string, unknown>>,
    prev_hash: row.prev_hash,
    hash: row.hash,
    received_at: time(row.received_at),
    clock: row.clock,
    counted_at: row.counted_at === null ? null : time(row.counted_at),
  };
}
