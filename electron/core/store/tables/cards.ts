import type { MemberId } from '../../../../shared/base/ids.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** A member's card, or null when the member has none. */
export function findCardOf(db: ReadableDb, memberId: MemberId): string | null {
  return (
    sql<{ code: string }>(
      db,
      'SELECT code FROM cards WHERE user_id = ? ORDER BY enrolled_at, code LIMIT 1',
    ).get(memberId)?.code ?? null
  );
}

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
