import type { FactId, GymId, KioskId, MemberId } from '../../../shared/base/ids.ts';
import type { Log } from '../../../shared/base/log.ts';
import { feedFactSchema, type FeedFact } from '../../../shared/contract/facts.ts';
import { FACTS, isFactKind, payloadSchema, type CountedTime } from '../../../shared/facts/all-facts.ts';
import { NO_EFFECTS } from '../../../shared/facts/define-fact.ts';
import type { Fact } from '../../../shared/facts/fact.ts';
import type { WritableDb } from '../store/database.ts';
import { hashOf } from '../store/fact-log.ts';
import { applyOthersFact } from '../store/fact-rows.ts';
import { whoeverItIs } from '../store/merge-members.ts';
import type { Store } from '../store/store.ts';
import { listParked, parkFact, saveFeed, unpark } from '../store/tables/feed.ts';

/** A page of the feed, its facts unchecked. */
export interface Page {
  readonly facts: readonly unknown[];
  readonly cursor: string | null;
  readonly asOfMs: number;
}

/** A fact that was checked: it says what its hash says, and it is of this gym. */
interface Checked {
  readonly fact: Fact;
  readonly time: CountedTime;
  /** As it came. */
  readonly wire: FeedFact;
}

/**
 * Applies a page of what others said, in one transaction together with its cursor: it is known here with all that
 * it says or not at all. What this version does not understand is parked.
 * @returns false where the page is none of central's: something in it is no fact, of another gym, or not what was hashed
 */
export function applyPage(store: Store, centralUrl: string, page: Page): boolean {
  const checked = page.facts.map((raw) => check(raw, store.identity.gymId));
  if (checked.includes(null)) return false;
  store.write((tx) => {
    for (const one of checked) if (one !== null) applyOrPark(tx, store, one);
    saveFeed(tx, centralUrl, page);
  });
  return true;
}

/** Applies what was parked and is understood by now: after an update. */
export function applyParked(store: Store, log: Log): void {
  const known = listParked(store.db).flatMap((row) => {
    const one = check(JSON.parse(row.fact), store.identity.gymId);
    return one !== null && isReadable(one.fact) ? [{ key: row, one }] : [];
  });
  if (known.length === 0) return;
  store.write((tx) => {
    for (const { key, one } of known) {
      applyOrPark(tx, store, one);
      unpark(tx, key);
    }
  });
  log.info({ facts: known.length }, 'facts that waited for this version are known now');
}

function applyOrPark(tx: WritableDb, store: Store, { fact, time, wire }: Checked): void {
  // What this kiosk said itself it knows best: it would not count twice, and never differently.
  if (fact.kioskId === store.identity.kioskId) return;
  if (!isReadable(fact)) {
    parkFact(tx, fact, JSON.stringify(wire));
    return;
  }
  applyOthersFact(tx, fact, time);
  if (!isFactKind(fact.kind) || FACTS[fact.kind].effects === NO_EFFECTS) return;
  if (fact.memberId !== null) store.noteChange(whoeverItIs(tx, fact.memberId) as MemberId);
  else if (FACTS[fact.kind].owner === 'gym') store.noteChange(null);
}

/** Whether this version understands it; its kind, its version and all that it says. */
function isReadable({ kind, version, payload, memberId }: Fact): boolean {
  if (!isFactKind(kind)) return false;
  if (FACTS[kind].owner === 'member' && memberId === null) return false;
  return payloadSchema(kind, version)?.safeParse(payload).success === true;
}

function check(raw: unknown, gymId: GymId): Checked | null {
  const parsed = feedFactSchema.safeParse(raw);
  if (!parsed.success || parsed.data.gym_id !== gymId) return null;
  const wire = parsed.data;
  const fact: Fact = {
    gymId,
    kioskId: wire.kiosk_id as KioskId,
    epoch: wire.epoch,
    seq: wire.seq,
    id: wire.id as FactId,
    kind: wire.kind,
    version: wire.version,
    memberId: wire.member_id as MemberId | null,
    happenedAtMs: Date.parse(wire.happened_at),
    zone: wire.zone,
    payload: wire.payload,
    prevHash: wire.prev_hash,
    hash: wire.hash,
  };
  return hashOf(fact) === fact.hash ? { fact, time: timeOf(wire, fact.happenedAtMs), wire } : null;
}

/** As central reckons it: what a doubted clock says overrules nothing, and nothing was said after it was taken. */
function timeOf(
  { clock, counted_at: countedAt, received_at: receivedAt }: FeedFact,
  saidMs: number,
): CountedTime {
  const countedAtMs = countedAt === null ? saidMs : Date.parse(countedAt);
  if (clock === 'doubted') return { countedAtMs, orderedAtMs: 0 };
  return { countedAtMs, orderedAtMs: Math.min(countedAtMs, Date.parse(receivedAt)) };
}
