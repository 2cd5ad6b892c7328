import type { MemberId } from '../../../../shared/base/ids.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** Notes a member's answer; a later one takes its place. */
export function saveConsent(
  tx: WritableDb,
  consent: { memberId: MemberId; purpose: 'community'; granted: boolean; decidedAtMs: number },
): void {
  sql(
    tx,
    `INSERT INTO consents (user_id, purpose, granted, decided_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (user_id, purpose) DO UPDATE SET granted = excluded.granted, decided_at = excluded.decided_at
       WHERE excluded.decided_at >= decided_at`,
  ).run(consent.memberId, consent.purpose, consent.granted ? 1 : 0, consent.decidedAtMs);
}

/** Whether a member has agreed; who was never asked has not. */
export function hasConsent(db: ReadableDb, memberId: MemberId, purpose: 'community'): boolean {
  return (
    sql<{ granted: 0 | 1 }>(db, 'SELECT granted FROM consents WHERE user_id = ? AND purpose = ?').get(
      memberId,
      purpose,
    )?.granted === 1
  );
}
