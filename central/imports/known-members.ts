import { memberNumberKey } from '../../shared/domain/members/member-number.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectCardOwners, selectKnownMembers, type KnownMemberRow } from '../store/tables/import-rows.ts';
import { CardClaims } from './card-claims.ts';

/** Whom a gym knows already, and whose cards are whose. */
export interface KnownMembers {
  byNumber(memberNumber: string): KnownMemberRow | undefined;
  readonly numberOf: (memberId: string) => string | undefined;
  readonly cards: CardClaims<string>;
}

/** Reads all of a gym's members: a file of them speaks of most. */
export async function readKnownMembers(database: CentralDatabase, gymId: string): Promise<KnownMembers> {
  const byKey = new Map<string, KnownMemberRow>();
  const numbers = new Map<string, string>();
  for (const member of await database.query(selectKnownMembers(gymId))) {
    const key = memberNumberKey(member.member_number);
    // Whose number it is comes first.
    if (!byKey.has(key)) byKey.set(key, member);
    numbers.set(member.id, member.member_number);
  }
  const cards = new CardClaims<string>();
  for (const { code, user_id: owner } of await database.query(selectCardOwners(gymId)))
    cards.add(code, owner);
  return {
    byNumber: (memberNumber) => byKey.get(memberNumberKey(memberNumber)),
    numberOf: (memberId) => numbers.get(memberId),
    cards,
  };
}
