import { DAY_MS } from '../../../shared/base/clock.ts';
import type { TraceMember } from '../../../shared/domain/heart-rate/summarise-trace.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import type { ReadableDb } from '../store/database.ts';
import { findLatestMetric } from '../store/tables/progress-metrics.ts';

/** A mean Gregorian year, for ages in formulas that take years with decimals. */
const YEAR_MS = 365.2425 * DAY_MS;
/** A weight older than this says little about the body that trains today. */
const WEIGHT_VALID_MS = 365 * DAY_MS;

/** What the formulas need to know of a member on the day of a session. */
export function readMemberBody(db: ReadableDb, member: Member, atMs: number): TraceMember {
  const weight = findLatestMetric(db, member.id, 'body_weight', atMs);
  const isWeightValid = weight !== null && atMs - weight.recordedAtMs <= WEIGHT_VALID_MS;
  return {
    sex: member.sex,
    ageYears: member.birthDate === null ? null : (atMs - Date.parse(member.birthDate)) / YEAR_MS,
    weightKg: isWeightValid ? weight.value : null,
    restingBpm: member.restingHeartRateBpm,
    enteredMaximumBpm: member.maxHeartRateBpm,
    measuredMaximumBpm: member.measuredMaxHeartRateBpm,
  };
}
