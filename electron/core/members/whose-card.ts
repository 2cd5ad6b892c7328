import type { MemberId } from '../../../shared/base/ids.ts';
import { isBlankCard } from '../../../shared/domain/cards/blank-card.ts';
import { ownerOfCard, type CardOwner } from '../../../shared/domain/cards/card-identity.ts';
import type { ReadableDb } from '../store/database.ts';
import { listCardsLike } from '../store/tables/cards.ts';

/** Whose card that is among the members, whichever way its number is written. A blank one is nobody's. */
export function findCardHolder(db: ReadableDb, text: string): CardOwner<MemberId> {
  return isBlankCard(text) ? { found: 'nobody' } : ownerOfCard(text, listCardsLike(db, text));
}
