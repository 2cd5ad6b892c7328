import {
  cannotBeTwoCards,
  cardKey,
  cardNumbers,
  mayBeSameCard,
} from '../../shared/domain/cards/card-identity.ts';

interface Claim<Owner> {
  readonly card: string;
  readonly owner: Owner;
}

/** Whose cards are whose: finds who has one that may be the same card, however it is spelled. */
export class CardClaims<Owner> {
  readonly #byMeaning = new Map<string, Claim<Owner>[]>();
  readonly #isSame: (one: Owner, other: Owner) => boolean;

  constructor(isSame: (one: Owner, other: Owner) => boolean = Object.is) {
    this.#isSame = isSame;
  }

  add(card: string, owner: Owner): void {
    for (const meaning of meaningsOf(card)) {
      const claims = this.#byMeaning.get(meaning);
      if (claims === undefined) this.#byMeaning.set(meaning, [{ card, owner }]);
      else claims.push({ card, owner });
    }
  }

  /** Somebody else who has a card that cannot be told from this one; undefined for nobody. */
  rivalFor(card: string, owner: Owner): Owner | undefined {
    return this.#find(
      card,
      (claim) => !this.#isSame(claim.owner, owner) && cannotBeTwoCards(claim.card, card),
    );
  }

  /** Whether they have this card already. */
  has(card: string, owner: Owner): boolean {
    const own = this.#find(
      card,
      (claim) => this.#isSame(claim.owner, owner) && mayBeSameCard(claim.card, card),
    );
    return own !== undefined;
  }

  #find(card: string, fits: (claim: Claim<Owner>) => boolean): Owner | undefined {
    for (const meaning of meaningsOf(card)) {
      const found = this.#byMeaning.get(meaning)?.find(fits);
      if (found !== undefined) return found.owner;
    }
    return undefined;
  }
}

/** Two cards without one in common are two cards. */
function meaningsOf(card: string): Set<string> {
  return new Set([cardKey(card), ...cardNumbers(card).map((number) => `#${number}`)]);
}
