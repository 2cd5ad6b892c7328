import { MAX_FACTS_PER_PUSH } from '../../shared/contract/facts.ts';
import type { SqlRunner } from '../store/database.ts';
import type { FactToStore } from '../store/tables/facts.ts';
import { selectNumberConflicts, type NumberConflict } from '../store/tables/users.ts';
import { mergeMembers } from './merge-members.ts';

/**
 * Sees to it that a member's number is one person's. A member enrolled again under the same number and
 * names, as when two kiosks are given one list, is the same person; any other is a conflict that
 * somebody has to decide, and until then the number is the first one's.
 * @param facts just applied
 * @returns conflicts with those whom these facts enrolled
 */
export async function settleNumbers(
  sql: SqlRunner,
  gymId: string,
  facts: readonly FactToStore[],
  nowMs: number,
): Promise<NumberConflict[]> {
  const enrolled = facts.map(({ fact }) => fact).filter(({ kind }) => kind === 'member.enrolled');
  if (enrolled.length === 0) return [];
  const numbers = [...new Set(enrolled.map(({ payload }) => String(payload['member_number'])))];
  const limit = 2 * Math.max(MAX_FACTS_PER_PUSH, numbers.length);
  const conflicts = await sql.query(selectNumberConflicts(gymId, numbers, limit));
  const same = conflicts.filter(({ is_same: isSame }) => isSame);
  await mergeMembers(
    sql,
    gymId,
    same.map(({ other_id: from, holder_id: into }) => ({ from, into })),
    { nowMs, actor: 'same number and names' },
  );
  const ids = new Set<string | null>(enrolled.map(({ memberId }) => memberId));
  return conflicts.filter(({ is_same: isSame, other_id: otherId }) => !isSame && ids.has(otherId));
}
