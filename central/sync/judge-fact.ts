import { hash } from 'node:crypto';
import type { FactId, GymId, KioskId, MemberId } from '../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { wireFactSchema, type WireFact } from '../../shared/contract/facts.ts';
import { FACTS, isFactKind, payloadSchema, type FactKind } from '../../shared/facts/all-facts.ts';
import { canonicalFact, canonicalJson } from '../../shared/facts/canonical-fact.ts';
import type { Fact } from '../../shared/facts/fact.ts';
import { findMetric } from '../../shared/domain/metrics/metric-registry.ts';
import type { KioskCaller } from '../auth/callers.ts';
import type { FactToStore } from '../store/tables/facts.ts';
import { reckonTime } from './reckon-time.ts';

/** Why a record is not taken. The kiosk keeps it, shows it to staff and may send it again. */
export type RejectionCode =
  | 'schema'
  | 'gym_scope'
  | 'kiosk_scope'
  | 'hash_mismatch'
  /** Kinds that only central says. */
  | 'writer_scope'
  | 'payload_invalid'
  | 'payload_too_deep'
  | 'member_missing'
  | 'implausible_value'
  /** What waits unread of this kiosk is as much as central keeps of one. */
  | 'parked_quota'
  | 'storage_refused';

/** An IANA zone has no other characters than these. */
const ZONE_NAME = /^[\w+/-]+$/;

/** U+0000 as JSON text writes it: JSON allows it, PostgreSQL text does not. */
const ESCAPED_NUL = /(?<!\\)(?:\\\\)*\\u0000/;
const hasNul = (json: string): boolean => json.includes('\\u0000') && ESCAPED_NUL.test(json);
/** Far more than any fact has, and far less than what would end the recursion that writes its canonical text. */
const MAX_DEPTH = 32;

function toFact(wire: WireFact): Fact {
  return {
    gymId: wire.gym_id as GymId,
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
}

/** Whether a value holds others more than `MAX_DEPTH` levels down. Keeps its own stack: it is asked before anything recurses. */
function isTooDeep(value: unknown): boolean {
  const waiting: { readonly inner: unknown; readonly depth: number }[] = [{ inner: value, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { inner, depth } = next;
    if (typeof inner !== 'object' || inner === null) continue;
    if (depth >= MAX_DEPTH) return true;
    for (const member of Object.values(inner)) {
      if (typeof member === 'object') waiting.push({ inner: member, depth: depth + 1 });
    }
  }
  return false;
}

/** A metric that this program has no name for yet: a newer kiosk measures it. */
function isOfUnknownMetric({ payload }: Fact): boolean {
  const { metric_type: metricType } = payload;
  return typeof metricType === 'string' && findMetric(metricType) === undefined;
}

/**
 * By the kind's own definition: the same that the kiosk's code is typed by.
 * @param payloadText the payload as canonical JSON
 * @returns whether it has to wait for a program that knows its version or its metric; or why it is not taken
 */
export function judgePayload(
  fact: Fact,
  kind: FactKind,
  payloadText: string,
): Result<{ parked: boolean }, RejectionCode> {
  const schema = payloadSchema(kind, fact.version);
  if (schema === undefined) return ok({ parked: true });
  const parsed = schema.safeParse(fact.payload);
  if (!parsed.success || hasNul(payloadText)) return fail('payload_invalid');
  const { owner, refuse, writers } = FACTS[kind];
  if (!writers.includes('kiosk')) return fail('writer_scope');
  if (owner === 'member' && fact.memberId === null) return fail('member_missing');
  if (isOfUnknownMetric(fact)) return ok({ parked: true });
  const refusal = (refuse as ((payload: unknown) => RejectionCode | null) | undefined)?.(parsed.data) ?? null;
  return refusal === null ? ok({ parked: false }) : fail(refusal);
}

/** When and from whom a record came. */
export interface Delivery {
  readonly caller: KioskCaller;
  readonly nowMs: number;
  /** How far the kiosk's clock is ahead, 0 for a right one. */
  readonly clockErrorMs: number;
}

/**
 * Judges one record of a push by itself. Its text is written once, hashed, and kept as the payload.
 * @param record as it came, unchecked
 * @returns the fact ready to be stored, or why it is not taken
 */
export function judgeFact(
  record: unknown,
  { caller, nowMs, clockErrorMs }: Delivery,
): Result<FactToStore, RejectionCode> {
  const parsed = wireFactSchema.safeParse(record);
  if (!parsed.success || !ZONE_NAME.test(parsed.data.zone)) return fail('schema');
  const fact = toFact(parsed.data);
  if (isTooDeep(fact.payload)) return fail('payload_too_deep');
  if (fact.memberId?.includes('\0') === true) return fail('schema');
  // The store keeps ids as 16 bytes, which have one spelling; another one would not hash the same again.
  if (fact.id !== fact.id.toLowerCase()) return fail('schema');
  if (fact.gymId !== caller.gymId) return fail('gym_scope');
  if (fact.kioskId !== caller.kioskId) return fail('kiosk_scope');
  const payloadText = canonicalJson(fact.payload);
  if (hash('sha256', canonicalFact(fact, payloadText)) !== fact.hash) return fail('hash_mismatch');
  const judged = isFactKind(fact.kind) ? judgePayload(fact, fact.kind, payloadText) : ok({ parked: true });
  if (!judged.ok) return judged;
  const time = reckonTime(fact.happenedAtMs, clockErrorMs, nowMs);
  return ok({ fact, payloadText, parked: judged.value.parked, time });
}
