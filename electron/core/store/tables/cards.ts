import type { MemberId } from '../../../../shared/base/ids.ts';
import { cardQuery, type OwnedCard } from '../../../../shared/domain/cards/card-identity.ts';
import type { ReadableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** The last four of the five bytes that a stored code spells in hex, where it does; there is an index of these. */
const TAG_HEX = `upper(CASE length(code) WHEN 10 THEN substr(code, 3) WHEN 11 THEN substr(code, 2, 8) WHEN 12 THEN substr(code, 3, 8) END)`;

/** Cards that a scanned, typed or printed text may be, each with its owner. */
export function listCardsLike(db: ReadableDb, text: string): OwnedCard<MemberId>[] {
  const { same, possible, tagHexes } = cardQuery(text);
  return sql<OwnedCard<MemberId>>(
    db,
    `SELECT code, user_id AS owner FROM cards WHERE user_id IS NOT NULL AND code IN (SELECT value FROM json_each(:codes))
     UNION
     SELECT code, user_id FROM cards WHERE user_id IS NOT NULL AND length(code) BETWEEN 10 AND 12
       AND ${TAG_HEX} IN (SELECT value FROM json_each(:tagHexes))`,
  ).all({ codes: JSON.stringify([...same, ...possible]), tagHexes: JSON.stringify(tagHexes) });
}

/** Codes of a member's cards, the oldest first. */
export function listCardsOf(db: ReadableDb, memberId: MemberId): string[] {
  return sql<{ code: string }>(db, 'SELECT code FROM cards WHERE user_id = ? ORDER BY enrolled_at, code')
    .all(memberId)
    .map(({ code }) => code);
}
