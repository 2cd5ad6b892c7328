import type { MemberId } from '../../../../shared/base/ids.ts';
import type { ReadableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** `undone` right after it was entered, `removed` later by its member, `not_mine` read off somebody else. */
export type RetractionReason = 'undone' | 'removed' | 'not_mine';

/** Whether a member's reading was taken back: its id never counts again. */
export function isRetracted(db: ReadableDb, memberId: MemberId, id: string): boolean {
  return (
    sql(db, 'SELECT 1 FROM retracted_metrics WHERE user_id = ? AND id = ?').get(memberId, id) !== undefined
  );
}
