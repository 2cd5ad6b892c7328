import { FACTS, isFactKind } from '../../../shared/facts/all-facts.ts';
import type { Fact } from '../../../shared/facts/fact.ts';
import type { FactTime } from '../../sync/reckon-time.ts';
import { columnValues, statement, type Statement } from '../database.ts';

/** Which fact of a kiosk. */
export interface FactKey {
  readonly epoch: number;
  readonly seq: number;
}

/** A fact that passed every check, ready to be stored. */
export interface FactToStore {
  readonly fact: Fact;
  /** The payload as canonical JSON text. */
  readonly payloadText: string;
  /** Kept without being applied: this program does not know the kind or its version. */
  readonly parked: boolean;
  readonly time: FactTime;
}

/** What is stored around one end of a piece of a kiosk's chain. */
export interface ChainEnd {
  readonly epoch: number;
  readonly seq: number;
  /** Of the fact right before. */
  readonly hash_before: string | null;
  /** What the fact right after says of the one before it. */
  readonly prev_hash_after: string | null;
}

export interface InsertedFacts {
  /** How many were new, */
  added: number;
  /** and which, as `[epoch, seq]`, where not all were. */
  keys: [number, number][] | null;
  ends: ChainEnd[];
  /** Those of the members who turned out to be others, as `[id, whose it is]`. */
  merged: [string, string][] | null;
}

/** `expectNew` fails with a unique violation where one is stored already; `skipKnown` leaves it out and costs more. */
export type InsertMode = 'expectNew' | 'skipKnown';

const INSERT_FACTS: Readonly<Record<InsertMode, string>> = {
  expectNew: insertText('', `cardinality($4::bigint[])`, `null::json`),
  skipKnown: insertText(
    'on conflict do nothing returning epoch, seq',
    '(select count(*) from added)',
    '(select json_agg(json_build_array(epoch, seq)) from added having count(*) < cardinality($4::bigint[]))',
  ),
};

function insertText(conflict: string, added: string, keys: string): string {
  return `with added as (
       insert into facts (gym_id, kiosk_id, received_at, actor, epoch, seq, id, kind, version, user_id, happened_at,
                          zone, payload, prev_hash, hash, parked, clock, counted_at, fed_xact, fed_order)
       select $1, $2, $3::bigint, $20::text, epoch, seq, id, kind, version, user_id, happened_at, zone, payload,
         prev_hash, hash, parked, clock, counted_at,
         case when is_fed then pg_current_xact_id() end, case when is_fed then nextval('fed_facts') end
       from unnest($4::bigint[], $5::bigint[], $6::uuid[], $7::text[], $8::bigint[],
         $9::text[], $10::bigint[], $11::text[], $12::text[], $13::text[], $14::text[], $15::boolean[],
         $16::text[], $17::bigint[], $21::boolean[]) as given (epoch, seq, id, kind, version, user_id, happened_at,
           zone, payload, prev_hash, hash, parked, clock, counted_at, is_fed)
       ${conflict})
     select ${added} as added, ${keys} as keys,
       (select coalesce(json_agg(around), '[]') from (
         select e.epoch, e.seq,
           (select f.hash from facts f where f.gym_id = $1 and f.kiosk_id = $2 and f.epoch = e.epoch
             and f.seq = e.seq - 1) as hash_before,
           (select f.prev_hash from facts f where f.gym_id = $1 and f.kiosk_id = $2 and f.epoch = e.epoch
             and f.seq = e.seq + 1) as prev_hash_after
         from unnest($18::bigint[], $19::bigint[]) as e (epoch, seq)) as around) as ends,
       (select json_agg(json_build_array(m.user_id, m.into_id)) from merged_members m
         where m.gym_id = $1 and m.user_id in (select unnest($9::text[]))) as merged`;
}

/**
 * Appends facts of one writer, a kiosk or central itself, all columns as arrays, and tells what was stored around the ends of the
 * pieces of the chain that they are: looked up one by one, because a join would be planned for a table of
 * unknown size and read all of it.
 */
export function insertFacts(
  gymId: string,
  kioskId: string,
  facts: readonly FactToStore[],
  more: {
    readonly mode: InsertMode;
    readonly receivedAtMs: number;
    readonly ends: readonly FactKey[];
    /** Who had central say it; null for what kiosks say. */
    readonly actor: string | null;
  },
): Statement<InsertedFacts> {
  const { mode, receivedAtMs, ends, actor } = more;
  return statement(INSERT_FACTS[mode], [
    gymId,
    kioskId,
    receivedAtMs,
    facts.map(({ fact }) => fact.epoch),
    facts.map(({ fact }) => fact.seq),
    facts.map(({ fact }) => fact.id),
    facts.map(({ fact }) => fact.kind),
    facts.map(({ fact }) => fact.version),
    facts.map(({ fact }) => fact.memberId),
    facts.map(({ fact }) => fact.happenedAtMs),
    facts.map(({ fact }) => fact.zone),
    facts.map(({ payloadText }) => payloadText),
    facts.map(({ fact }) => fact.prevHash),
    facts.map(({ fact }) => fact.hash),
    facts.map(({ parked }) => parked),
    columnValues(facts, ({ time }) => time.clock),
    columnValues(facts, ({ time }) => (time.clock === null ? null : time.countedAtMs)),
    ends.map(({ epoch }) => epoch),
    ends.map(({ seq }) => seq),
    actor,
    facts.map(isFed),
  ]);
}

/** Whether kiosks get to know it. What this program does not know a newer kiosk may. */
function isFed({ fact: { kind }, parked }: FactToStore): boolean {
  return parked || (isFactKind(kind) && FACTS[kind].neededBy === 'every_kiosk');
}

/** The hashes stored under some keys of one kiosk. */
export function selectFactHashes(
  gymId: string,
  kioskId: string,
  keys: readonly FactKey[],
): Statement<{ epoch: number; seq: number; hash: string }> {
  return statement(
    `select f.epoch, f.seq, f.hash from facts f
     join unnest($3::bigint[], $4::bigint[]) as asked (epoch, seq) on f.epoch = asked.epoch and f.seq = asked.seq
     where f.gym_id = $1 and f.kiosk_id = $2`,
    [gymId, kioskId, keys.map((key) => key.epoch), keys.map((key) => key.seq)],
  );
}

/** What a kiosk's chain has below some facts: the last number of their epoch, and the last epoch. */
export interface ChainBelow {
  epoch: number;
  seq: number;
  seq_below: number | null;
  epoch_below: number | null;
}

export function selectChainBelow(
  gymId: string,
  kioskId: string,
  keys: readonly FactKey[],
): Statement<ChainBelow> {
  return statement(
    `select e.epoch, e.seq,
       (select f.seq from facts f where f.gym_id = $1 and f.kiosk_id = $2 and f.epoch = e.epoch and f.seq < e.seq
         order by f.gym_id desc, f.kiosk_id desc, f.epoch desc, f.seq desc limit 1) as seq_below,
       (select f.epoch from facts f where f.gym_id = $1 and f.kiosk_id = $2 and f.epoch < e.epoch
         order by f.gym_id desc, f.kiosk_id desc, f.epoch desc, f.seq desc limit 1) as epoch_below
     from unnest($3::bigint[], $4::bigint[]) as e (epoch, seq)`,
    [gymId, kioskId, keys.map(({ epoch }) => epoch), keys.map(({ seq }) => seq)],
  );
}
