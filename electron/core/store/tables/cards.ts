import type { MemberId } from '../../../../shared/base/ids.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** @returns false when the card is enrolled already (to anybody); nothing changes then */
export function insertCard(
  tx: WritableDb,
  card: { code: string; memberId: MemberId; enrolledAtMs: number },
): boolean {
  const done = sql(
    tx,
    'INSERT INTO cards (code, user_id, enrolled_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return done.run(card.code, card.memberId, card.enrolledAtMs).changes === 1;
}

/** Codes of a member's cards, the oldest first. */
export function listCardsOf(db: ReadableDb, memberId: MemberId): string[] {
  return sql<{ code: string }>(db, 'SELECT code FROM cards WHERE user_id = ? ORDER BY enrolled_at, code')
    .all(memberId)
    .map(({ code }) => code);
}
