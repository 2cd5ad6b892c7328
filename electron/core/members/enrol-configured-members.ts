import type { MemberId, NewId } from '../../../shared/base/ids.ts';
import type { KioskConfig } from '../../../shared/contract/kiosk-config.ts';
import { canonicalCardCode } from '../../../shared/domain/cards/card-code.ts';
import { cannotBeTwoCards, mayBeSameCard } from '../../../shared/domain/cards/card-identity.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { listCardsLike } from '../store/tables/cards.ts';
import { findMemberByNumber } from '../store/tables/users.ts';
import { excuse } from './excuse-absence.ts';
import { recordMetric } from '../progress/record-metric.ts';

type ConfiguredMember = KioskConfig['members'][number];

/** A card that a configuration gives to somebody and that is, or may be, somebody else's here already. */
export interface CardTaken {
  readonly memberNumber: string;
  /** Which of their cards in the configuration, from 0. */
  readonly index: number;
}

/**
 * Creates the people a configuration names, for a gym without a central server. Those who are there
 * already are left as they are, but for cards and freezes that are new.
 * @returns the cards that stay with whom they belong to
 */
export function enrolConfiguredMembers(
  deps: { store: Store; newId: NewId; nowMs: () => number },
  people: readonly ConfiguredMember[],
): readonly CardTaken[] {
  if (people.length === 0) return [];
  return deps.store.write((tx) => {
    const taken: CardTaken[] = [];
    for (const person of people) {
      const member = findMemberByNumber(tx, person.member_number) ?? enrol(deps, tx, person);
      for (const time of person.freezes) excuse(tx, deps.store, member.id, time, deps.nowMs());
      for (const [index, card] of person.cards.entries())
        if (!giveCard(deps, tx, member.id, card)) taken.push({ memberNumber: person.member_number, index });
    }
    return taken;
  });
}

/** @returns false when the card is somebody else's, however theirs is written */
function giveCard(
  { store, nowMs }: { store: Store; nowMs: () => number },
  tx: WritableDb,
  memberId: MemberId,
  card: string,
): boolean {
  const like = listCardsLike(tx, card);
  if (like.some(({ code, owner }) => owner !== memberId && cannotBeTwoCards(code, card))) return false;
  if (like.some(({ code, owner }) => owner === memberId && mayBeSameCard(code, card))) return true;
  const code = canonicalCardCode(card);
  store.facts.append(tx, {
    kind: 'card.enrolled',
    memberId,
    happenedAtMs: nowMs(),
    payload: { code },
  });
  return true;
}

function enrol(
  { store, newId, nowMs }: { store: Store; newId: NewId; nowMs: () => number },
  tx: WritableDb,
  person: ConfiguredMember,
): Member {
  const joinedAtMs = nowMs();
  const member: Member = {
    id: newId() as MemberId,
    memberNumber: person.member_number,
    firstName: person.first_name,
    lastName: person.last_name,
    alias: `Member ${person.member_number}`,
    sex: person.sex ?? null,
    birthDate: person.birth_date ?? null,
    heightCm: null,
    membershipStatus: 'active',
    joinedAtMs,
    maxHeartRateBpm: null,
    measuredMaxHeartRateBpm: null,
    restingHeartRateBpm: null,
    boardPrivacy: 'alias',
  };
  store.facts.append(tx, {
    kind: 'member.enrolled',
    memberId: member.id,
    happenedAtMs: joinedAtMs,
    payload: {
      member_number: member.memberNumber,
      first_name: member.firstName,
      last_name: member.lastName,
      alias: member.alias,
      sex: member.sex,
      birth_date: member.birthDate,
      joined_at: new Date(joinedAtMs).toISOString(),
    },
  });
  if (person.weight_kg !== undefined)
    recordWeight({ store, newId }, tx, member, person.weight_kg, joinedAtMs);
  return member;
}

function recordWeight(
  { store, newId }: { store: Store; newId: NewId },
  tx: WritableDb,
  member: Member,
  weightKg: number,
  recordedAtMs: number,
): void {
  // What follows from it is drawn when they come: nobody waits for the conclusions of a whole member list.
  recordMetric(
    tx,
    store,
    {
      id: newId(),
      memberId: member.id,
      metricType: 'body_weight',
      value: weightKg,
      recordedAtMs,
      source: 'manual',
      formula: null,
    },
    { inputs: null, heartRateSessionId: null },
  );
}
