import {
  STAFF_PIN_DIGITS,
  type StaffAccountConfig,
  type StaffRole,
} from '../../../shared/contract/staff-account.ts';
import { isBlankCard } from '../../../shared/domain/cards/blank-card.ts';
import { ownerOfCard, type CardOwner, type OwnedCard } from '../../../shared/domain/cards/card-identity.ts';
import { hashPin, isPin, type PinHash } from '../members/pin-hash.ts';

export interface StaffAccount {
  readonly name: string;
  readonly role: StaffRole;
  /** The PIN is too short to stand alone. */
  readonly needsCard: boolean;
}

/** Who may use staff mode at this kiosk. */
export interface StaffAccounts {
  list(): readonly StaffAccount[];
  find(name: string): StaffAccount | null;
  /** Whose card that is, whichever way the reader wrote its number. */
  findByCard(code: string): CardOwner<StaffAccount>;
  hasCards(): boolean;
  isPinOf(account: StaffAccount, pin: string): Promise<boolean>;
}

/** Accounts as the configuration gives them. Their PINs are hashed at once and kept nowhere else. */
export function createStaffAccounts(configured: readonly StaffAccountConfig[]): StaffAccounts {
  const hashes = new Map<string, Promise<PinHash>>();
  const allCards: OwnedCard<StaffAccount>[] = [];
  const accounts = configured.map(({ name, role, pin, cards }): StaffAccount => {
    const account = { name, role, needsCard: pin.length < STAFF_PIN_DIGITS };
    hashes.set(name, hashPin(pin));
    allCards.push(...cards.map((code) => ({ code, owner: account })));
    return account;
  });
  return {
    list: () => accounts,
    find: (name) => accounts.find((account) => account.name === name) ?? null,
    findByCard: (code) => (isBlankCard(code) ? { found: 'nobody' } : ownerOfCard(code, allCards)),
    hasCards: () => allCards.length > 0,
    async isPinOf(account, pin) {
      const hash = hashes.get(account.name);
      return hash !== undefined && isPin(pin, await hash);
    },
  };
}
