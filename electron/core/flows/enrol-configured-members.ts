import type { MemberId, NewId } from '../../../shared/base/ids.ts';
import type { KioskConfig } from '../../../shared/contract/kiosk-config.ts';
import { canonicalCardCode } from '../../../shared/domain/cards/card-code.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { insertCard } from '../store/tables/cards.ts';
import { findMemberByNumber, insertMember } from '../store/tables/users.ts';
import { excuse } from './excuse-absence.ts';
import { recordMetric } from './record-metric.ts';

type ConfiguredMember = KioskConfig['members'][number];

/**
 * Creates the people a configuration names, for a gym without a central server. Those who are there
 * already are left as they are, but for cards and freezes that are new.
 */
export function enrolConfiguredMembers(
  deps: { store: Store; newId: NewId; nowMs: () => number },
  people: readonly ConfiguredMember[],
): void {
  if (people.length === 0) return;
  deps.store.write((tx) => {
    for (const person of people) {
      const member = findMemberByNumber(tx, person.member_number) ?? enrol(deps, tx, person);
      for (const time of person.freezes) excuse(tx, deps.store, member.id, time, deps.nowMs());
      for (const code of person.cards.map((card) => canonicalCardCode(card.trim()))) {
        if (!insertCard(tx, { code, memberId: member.id, enrolledAtMs: deps.nowMs() })) continue;
        deps.store.facts.append(tx, {
          kind: 'card.enrolled',
          memberId: member.id,
          happenedAtMs: deps.nowMs(),
          payload: { code },
        });
      }
    }
  });
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
  insertMember(tx, member);
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
