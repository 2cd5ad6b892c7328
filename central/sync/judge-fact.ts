import { hash } from 'node:crypto';
import { DAY_MS } from '../../shared/base/clock.ts';
import type { FactId, GymId, KioskId, MemberId } from '../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import {
  factPayloadSchemas,
  wireFactSchema,
  type FactKind,
  type WireFact,
} from '../../shared/contract/facts.ts';
import { canonicalFact } from '../../shared/domain/facts/canonical-fact.ts';
import type { Fact } from '../../shared/domain/facts/fact.ts';
import { findMetric, isPlausible } from '../../shared/domain/metrics/metric-registry.ts';
import type { KioskCaller } from '../auth/callers.ts';
import type { FactToStore } from '../store/tables/facts.ts';

/** Why a record is not taken. The kiosk keeps it, shows it to staff and may send it again. */
export type RejectionCode =
  | 'schema'
  | 'gym_scope'
  | 'kiosk_scope'
  | 'hash_mismatch'
  | 'happened_too_early'
  | 'happened_in_future'
  | 'payload_invalid'
  | 'implausible_value'
  | 'storage_refused';

/** A kiosk's clock may be set to the wrong day; more than that, and the time is no time. */
const MAX_AHEAD_MS = DAY_MS;
/** Older than any backlog a kiosk can hold (90 days), by enough to take in records of earlier years. */
const MAX_AGE_MS = 3_650 * DAY_MS;

/** The one version of every payload so far. A newer one is parked until this program learns it. */
const KNOWN_VERSION = 1;

/** An IANA zone has no other characters than these. */
const ZONE_NAME = /^[\w+/-]+$/;

/** U+0000 as JSON text writes it: JSON allows it, PostgreSQL text does not. */
const ESCAPED_NUL = /(?<!\\)(?:\\\\)*\\u0000/;
/**
 * Longest text directly in a payload, in UTF-16 units. Longer than any card code (128), and short
 * enough that the keys made of them stay below PostgreSQL's 2,704 bytes for an index entry.
 */
const MAX_PAYLOAD_TEXT = 200;

export function isKnownKind(kind: string): kind is FactKind {
  return Object.hasOwn(factPayloadSchemas, kind);
}

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

/** The SHA-256 that a fact's `hash` must equal, lower-case hex. */
export function factHash(fact: Fact): string {
  return hash('sha256', canonicalFact(fact));
}

function judgeMetric(payload: Readonly<Record<string, unknown>>): Result<{ parked: boolean }, RejectionCode> {
  const { metric_type: metricType, value } = factPayloadSchemas['metric.recorded'].parse(payload);
  // A newer kiosk may measure what this program has no name for yet.
  if (findMetric(metricType) === undefined) return ok({ parked: true });
  return isPlausible(metricType, value) ? ok({ parked: false }) : fail('implausible_value');
}

function judgePayload(fact: Fact, payloadText: string): Result<{ parked: boolean }, RejectionCode> {
  if (!isKnownKind(fact.kind) || fact.version > KNOWN_VERSION) return ok({ parked: true });
  // The same schema that the kiosk's own code is typed by.
  if (!factPayloadSchemas[fact.kind].safeParse(fact.payload).success) return fail('payload_invalid');
  // Its values become columns and keys.
  const hasOverlongText = Object.values(fact.payload).some(
    (value) => typeof value === 'string' && value.length > MAX_PAYLOAD_TEXT,
  );
  if (hasOverlongText || ESCAPED_NUL.test(payloadText)) return fail('payload_invalid');
  return fact.kind === 'metric.recorded' ? judgeMetric(fact.payload) : ok({ parked: false });
}

/**
 * Judges one record of a push by itself.
 * @param record as it came, unchecked
 * @returns the fact ready to be stored, or why it is not taken
 */
export function judgeFact(
  record: unknown,
  { caller, nowMs }: { caller: KioskCaller; nowMs: number },
): Result<FactToStore, RejectionCode> {
  const parsed = wireFactSchema.safeParse(record);
  if (!parsed.success || !ZONE_NAME.test(parsed.data.zone)) return fail('schema');
  const fact = toFact(parsed.data);
  if (fact.memberId?.includes('\0') === true) return fail('schema');
  // The store keeps ids as 16 bytes, which have one spelling; another one would not hash the same again.
  if (fact.id !== fact.id.toLowerCase()) return fail('schema');
  if (fact.gymId !== caller.gymId) return fail('gym_scope');
  if (fact.kioskId !== caller.kioskId) return fail('kiosk_scope');
  if (factHash(fact) !== fact.hash) return fail('hash_mismatch');
  if (fact.happenedAtMs > nowMs + MAX_AHEAD_MS) return fail('happened_in_future');
  if (fact.happenedAtMs < nowMs - MAX_AGE_MS) return fail('happened_too_early');
  const payloadText = JSON.stringify(fact.payload);
  const judged = judgePayload(fact, payloadText);
  return judged.ok ? ok({ fact, payloadText, parked: judged.value.parked }) : judged;
}
