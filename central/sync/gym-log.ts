import { hash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { MINUTE_MS } from '../../shared/base/clock.ts';
import type { FactId, GymId, KioskId, MemberId } from '../../shared/base/ids.ts';
import {
  FACTS,
  newestVersion,
  payloadSchema,
  type FactKind,
  type PayloadOf,
} from '../../shared/facts/all-facts.ts';
import { canonicalFact, canonicalJson } from '../../shared/facts/canonical-fact.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import type { SqlRunner } from '../store/database.ts';
import { insertFacts, type FactToStore } from '../store/tables/facts.ts';
import { lockGymLog, moveGymLog, type GymLogRow } from '../store/tables/gym-logs.ts';

/** Facts of one statement. */
const FACTS_PER_INSERT = 1_000;
/** A clock that was set back by less is waited for, so that what was said later counts as said later. */
const MAX_SET_BACK_MS = 5 * MINUTE_MS;
/** U+0000 as JSON text writes it: JSON allows it, PostgreSQL text does not. */
const ESCAPED_NUL = /(?<!\\)(?:\\\\)*\\u0000/;

/** One thing that central says, by its kind. */
export type CentralDraft = { [Kind in FactKind]: DraftOf<Kind> }[FactKind];

interface DraftOf<Kind extends FactKind> {
  readonly kind: Kind;
  readonly memberId: string | null;
  readonly payload: PayloadOf<Kind>;
  /** When it happened, where that was before now: a visit that is brought in from elsewhere. UTC milliseconds. */
  readonly happenedAtMs?: number;
}

/** In whose name something is said, and when. */
export interface Saying {
  /** Central's clock. */
  readonly nowMs: number;
  /**
   * Who had central say it, such as `staff:<id>`, `import:<name>` or `operator`; at most 200 characters. Kept
   * beside the fact and not in it: nobody but central learns it.
   */
  readonly actor: string;
}

export type DraftRefusal =
  | 'not_central'
  | 'payload_invalid'
  | 'member_missing'
  | 'implausible_value'
  | 'of_the_future'
  /** The number of a member to be enrolled is another one's. */
  | 'member_number_taken';

/** A draft that may not be said; thrown before anything of its transaction is kept. */
export class DraftRefused extends Error {
  override readonly name = 'DraftRefused';
  readonly code: DraftRefusal;
  /** Which of the drafts, from 0. */
  readonly index: number;
  /** Whose number it is, where it is taken. */
  readonly holderId: string | null;

  constructor(code: DraftRefusal, index: number, detail = '', holderId: string | null = null) {
    super(`draft ${index}: ${code}${detail === '' ? '' : ` (${detail})`}`);
    this.code = code;
    this.index = index;
    this.holderId = holderId;
  }
}

/**
 * Appends what central says to its gym's log: checked like what a kiosk says, chained, and one after the other
 * with everybody else who says something for this gym at that moment. Its effects are the caller's.
 * @param sql a transaction
 * @returns the facts as they were stored, each about whoever its member turned out to be
 * @throws DraftRefused for the first draft that may not be said
 */
export async function appendToGymLog(
  sql: SqlRunner,
  gymId: string,
  drafts: readonly CentralDraft[],
  { nowMs, actor }: Saying,
): Promise<FactToStore[]> {
  const checked = drafts.map((draft, index) => checkDraft(draft, index, nowMs));
  if (checked.length === 0) return [];
  const [log] = await sql.query(lockGymLog(gymId));
  if (log === undefined) throw new Error(`gym ${gymId} has no log`);
  const facts = chained(gymId, checked, log, nowMs);
  const stored: FactToStore[] = [];
  for (let from = 0; from < facts.length; from += FACTS_PER_INSERT) {
    const some = facts.slice(from, from + FACTS_PER_INSERT);
    const [inserted] = await sql.query(
      insertFacts(gymId, log.writer_id, some, { mode: 'expectNew', receivedAtMs: nowMs, ends: [], actor }),
    );
    const merged = new Map(inserted?.merged ?? []);
    stored.push(...some.map((one) => aboutWhoeverItIs(one, merged)));
  }
  const last = facts.at(-1)?.fact;
  if (last !== undefined)
    await sql.query(
      moveGymLog(gymId, { seq: last.seq, hash: last.hash, said_at: timeOf(nowMs, log.said_at) }),
    );
  return stored;
}

/** A fact about somebody who turned out to be another member is about that one. */
export function aboutWhoeverItIs(stored: FactToStore, merged: ReadonlyMap<string, string>): FactToStore {
  const into = merged.get(stored.fact.memberId ?? '');
  return into === undefined ? stored : { ...stored, fact: { ...stored.fact, memberId: into as MemberId } };
}

interface CheckedDraft {
  readonly draft: CentralDraft;
  readonly payload: Fact['payload'];
}

function checkDraft(draft: CentralDraft, index: number, nowMs: number): CheckedDraft {
  const { kind, memberId, happenedAtMs } = draft;
  const { writers, owner, refuse } = FACTS[kind];
  if (!(writers as readonly string[]).includes('central')) throw new DraftRefused('not_central', index, kind);
  if (owner === 'member' && memberId === null) throw new DraftRefused('member_missing', index, kind);
  if (happenedAtMs !== undefined && happenedAtMs > nowMs) throw new DraftRefused('of_the_future', index);
  const parsed = payloadSchema(kind, newestVersion(kind))?.safeParse(draft.payload);
  if (parsed?.success !== true)
    throw new DraftRefused('payload_invalid', index, parsed?.error.issues[0]?.path.join('.') ?? kind);
  const refusal = (refuse as ((payload: unknown) => DraftRefusal | null) | undefined)?.(parsed.data) ?? null;
  if (refusal !== null) throw new DraftRefused(refusal, index, kind);
  if (memberId?.includes('\0') === true) throw new DraftRefused('payload_invalid', index, 'member');
  return { draft, payload: parsed.data as Fact['payload'] };
}

const timeOf = (nowMs: number, saidAtMs: number): number =>
  saidAtMs > nowMs && saidAtMs - nowMs <= MAX_SET_BACK_MS ? saidAtMs : nowMs;

function chained(
  gymId: string,
  drafts: readonly CheckedDraft[],
  log: GymLogRow,
  nowMs: number,
): FactToStore[] {
  const saidAtMs = timeOf(nowMs, log.said_at);
  let { seq, hash: prevHash } = log;
  return drafts.map(({ draft, payload }, index) => {
    const payloadText = canonicalJson(payload);
    if (ESCAPED_NUL.test(payloadText)) throw new DraftRefused('payload_invalid', index, 'U+0000');
    seq += 1;
    const unhashed: Omit<Fact, 'hash'> = {
      gymId: gymId as GymId,
      kioskId: log.writer_id as KioskId,
      epoch: log.epoch,
      seq,
      id: newId() as FactId,
      kind: draft.kind,
      version: newestVersion(draft.kind),
      memberId: draft.memberId as MemberId | null,
      happenedAtMs: draft.happenedAtMs ?? saidAtMs,
      zone: log.timezone,
      payload,
      prevHash,
    };
    prevHash = hash('sha256', canonicalFact(unhashed, payloadText));
    const { happenedAtMs } = unhashed;
    return {
      fact: { ...unhashed, hash: prevHash },
      payloadText,
      parked: false,
      time: { clock: null, countedAtMs: happenedAtMs, orderedAtMs: happenedAtMs },
    };
  });
}
