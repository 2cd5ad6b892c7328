import { statement, type Statement } from '../database.ts';

/** A place in a gym's feed: the transaction that stored a fact, and the place within. */
export interface FeedPlace {
  /** A transaction's id, 64 bits as decimal digits. */
  readonly xact: string;
  readonly order: number;
}

/** The place before everything. */
export const FEED_START: FeedPlace = { xact: '0', order: 0 };

export interface FedFactRow {
  fed_xact: string;
  fed_order: number;
  kiosk_id: string;
  epoch: number;
  seq: number;
  id: string;
  kind: string;
  version: number;
  user_id: string | null;
  happened_at: number;
  zone: string;
  /** Canonical JSON. */
  payload: string;
  prev_hash: string;
  hash: string;
  received_at: number;
  clock: 'corrected' | 'doubted' | null;
  counted_at: number | null;
}

/** What nobody can get in front of any more: below the oldest transaction that is still open. */
const IS_SETTLED = 'fed_xact < pg_snapshot_xmin(pg_current_snapshot())';

/** Facts after a place, in the order of the feed. */
export function selectFeed(gymId: string, { xact, order }: FeedPlace, limit: number): Statement<FedFactRow> {
  return statement(
    `select fed_xact::text as fed_xact, fed_order, kiosk_id, epoch, seq, id, kind, version, user_id, happened_at, zone,
       payload, prev_hash, hash, received_at, clock, counted_at
     from facts
     where gym_id = $1 and fed_xact is not null and (fed_xact, fed_order) > ($2::text::xid8, $3::bigint) and ${IS_SETTLED}
     order by gym_id, facts.fed_xact, fed_order limit $4`,
    [gymId, xact, order, limit],
  );
}

/** Whether that fact has that place. */
export function selectFed(gymId: string, { xact, order }: FeedPlace, id: string): Statement<{ id: string }> {
  return statement(
    `select id from facts
     where gym_id = $1 and fed_xact = $2::text::xid8 and fed_order = $3::bigint and id = $4::uuid and ${IS_SETTLED}`,
    [gymId, xact, order, id],
  );
}

/** The last settled place of each of some gyms; none for a gym without any. */
export function selectFeedEnds(
  gymIds: readonly string[],
): Statement<{ gym_id: string; xact: string; order: number }> {
  return statement(
    `select asked.gym_id, last.fed_xact::text as xact, last.fed_order as "order"
     from unnest($1::text[]) as asked (gym_id),
       lateral (select fed_xact, fed_order from facts
                where facts.gym_id = asked.gym_id and fed_xact is not null and ${IS_SETTLED}
                order by facts.gym_id desc, fed_xact desc, fed_order desc limit 1) as last`,
    [gymIds],
  );
}

/**
 * Facts of transactions that this database has never come to, as after it was moved into another one: they get
 * their place anew, in the same order. Whoever had read on finds its cursor unknown and begins anew.
 */
export function bringFeedBack(): Statement {
  return statement(
    `update facts set fed_xact = pg_current_xact_id() from gyms
     where facts.gym_id = gyms.gym_id and fed_xact > pg_current_xact_id()`,
  );
}
