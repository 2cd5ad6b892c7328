import { MAX_FACTS_PER_PUSH } from '../../shared/contract/facts.ts';
import type { SqlRunner } from '../store/database.ts';
import type { FactToStore } from '../store/tables/facts.ts';
import type { KioskAlarm } from '../store/tables/kiosk-alarms.ts';
import { selectNumberConflicts } from '../store/tables/users.ts';
import { mergeMembers } from './merge-members.ts';

/**
 * Sees to it that a member's number is one person's. A member enrolled again under the same number and
 * names, as when two kiosks are given one list, is the same person; any other is a conflict that
 * somebody has to decide, and until then the number is the first one's.
 * @param facts just applied
 * @returns an alarm for each enrolment that is a conflict
 */
export async function settleNumbers(
  sql: SqlRunner,
  gymId: string,
  facts: readonly FactToStore[],
  nowMs: number,
): Promise<KioskAlarm[]> {
  const enrolments = facts.filter(({ fact }) => fact.kind === 'member.enrolled').map(({ fact }) => fact);
  if (enrolments.length === 0) return [];
  const numbers = [...new Set(enrolments.map(({ payload }) => String(payload['member_number'])))];
  const conflicts = await sql.query(selectNumberConflicts(gymId, numbers, 2 * MAX_FACTS_PER_PUSH));
  const same = conflicts.filter(({ is_same: isSame }) => isSame);
  await mergeMembers(
    sql,
    gymId,
    same.map(({ other_id: from, holder_id: into }) => ({ from, into })),
    nowMs,
  );
  const others = new Set(conflicts.filter(({ is_same: isSame }) => !isSame).map((one) => one.other_id));
  return enrolments
    .filter(({ memberId }) => memberId !== null && others.has(memberId))
    .map(({ epoch, seq }) => ({
      code: 'member_number_twice' as const,
      epoch,
      fromSeq: seq,
      untilSeq: seq,
      amount: null,
    }));
}
