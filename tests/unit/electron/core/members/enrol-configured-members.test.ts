import { describe, expect, it } from 'vitest';
import { enrolConfiguredMembers } from '../../../../../electron/core/members/enrol-configured-members.ts';
import { eachFact } from '../../../../../electron/core/store/tables/facts.ts';
import { findMember, findMemberByNumber } from '../../../../../electron/core/store/tables/users.ts';
import { listCardsLike } from '../../../../../electron/core/store/tables/cards.ts';
import { findLatestMetric } from '../../../../../electron/core/store/tables/progress-metrics.ts';
import { payloadSchema, type FactKind } from '../../../../../shared/facts/all-facts.ts';
import { kioskConfigSchema, type KioskConfig } from '../../../../../shared/contract/kiosk-config.ts';
import type { MemberId } from '../../../../../shared/base/ids.ts';
import type { Member } from '../../../../../shared/domain/members/member.ts';
import { NOON, openTestStore, type TestStore } from '../../../../support/core/open-test-store.ts';

const people = (members: unknown[]): KioskConfig['members'] => kioskConfigSchema.parse({ members }).members;
const ada = {
  member_number: '1042',
  first_name: 'Ada',
  cards: ['0008075634'],
  sex: 'female',
  weight_kg: 61.5,
};

const enrol = (test: TestStore, members: unknown[]) =>
  enrolConfiguredMembers({ store: test.store, newId: test.newId, nowMs: test.time.nowMs }, people(members));
const facts = ({ store }: TestStore) => [...eachFact(store.db, store.identity, 1)];

/** The member whose card this is, or null for a card nobody enrolled. */
function findOwner({ store }: TestStore, code: string): Member | null {
  const owner = store.db
    .prepare<[string], string>('SELECT user_id FROM cards WHERE code = ?')
    .pluck()
    .get(code);
  return owner === undefined ? null : findMember(store.db, owner as MemberId);
}

describe('people named in the configuration', () => {
  it('are enrolled with their cards and weight, each with its fact', () => {
    const test = openTestStore();
    enrol(test, [ada]);
    const member = findOwner(test, '0008075634');
    expect(member).toMatchObject({
      memberNumber: '1042',
      firstName: 'Ada',
      membershipStatus: 'active',
      joinedAtMs: NOON,
    });
    expect(findLatestMetric(test.store.db, member!.id, 'body_weight', NOON)).toMatchObject({
      value: 61.5,
      source: 'manual',
    });
    expect(facts(test).map(({ kind, memberId }) => [kind, memberId])).toEqual([
      ['member.enrolled', member?.id],
      ['metric.recorded', member?.id],
      ['card.enrolled', member?.id],
    ]);
    for (const { kind, payload } of facts(test)) {
      expect(payloadSchema(kind as FactKind, 1)!.safeParse(payload).success).toBe(true);
    }
  });

  it('are left alone when they are there already', () => {
    const test = openTestStore();
    enrol(test, [ada]);
    const before = facts(test).length;
    enrol(test, [{ ...ada, first_name: 'Augusta', weight_kg: 99 }]);
    expect(facts(test)).toHaveLength(before);
    expect(findMemberByNumber(test.store.db, '1042')?.firstName).toBe('Ada');
  });

  it('get no card that is somebody else’s in another form, and it is said whose was not taken', () => {
    const test = openTestStore();
    enrol(test, [ada]);
    // The tag 6F 00 7B 39 72 is the number 0008075634 that Ada has.
    for (const form of ['6F007B3972', '123,14706', '12314706'])
      expect(enrol(test, [{ member_number: '1043', first_name: 'Bruno', cards: [form] }])).toEqual([
        { memberNumber: '1043', index: 0 },
      ]);
    expect(listCardsLike(test.store.db, '6F007B3972').map(({ code }) => code)).toEqual(['0008075634']);
  });

  it('get a card that is new', () => {
    const test = openTestStore();
    enrol(test, [ada]);
    const before = facts(test).length;
    enrol(test, [{ ...ada, cards: ['0008075634', 'QR-ada'] }]);
    expect(findOwner(test, 'QR-ada')?.memberNumber).toBe('1042');
    expect(facts(test)).toHaveLength(before + 1);
  });

  it('are found by a card however its number is printed', () => {
    const test = openTestStore();
    enrol(test, [{ ...ada, cards: [' 123,14706 '] }]);
    expect(findOwner(test, '0008075634')?.memberNumber).toBe('1042');
  });

  it('do not take a card from whom it belongs to', () => {
    const test = openTestStore();
    enrol(test, [ada]);
    const eve = { member_number: '7', first_name: 'Eve', cards: ['QR-eve', '8075634'] };
    expect(enrol(test, [eve])).toEqual([{ memberNumber: '7', index: 1 }]);
    expect(findOwner(test, 'QR-eve')?.memberNumber).toBe('7');
    expect(findOwner(test, '0008075634')?.memberNumber).toBe('1042');
  });

  it('never show their name on a shared screen without being asked', () => {
    const test = openTestStore();
    enrol(test, [ada]);
    const member = findMemberByNumber(test.store.db, '1042');
    expect(member?.alias).not.toContain('Ada');
    expect(member?.boardPrivacy).toBe('alias');
  });

  it('cost nothing when there are none', () => {
    const test = openTestStore();
    enrol(test, []);
    expect(facts(test)).toEqual([]);
  });
});
