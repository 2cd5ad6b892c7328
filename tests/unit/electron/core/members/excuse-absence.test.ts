import { describe, expect, it } from 'vitest';
import { checkIn } from '../../../../../electron/core/check-in/check-in.ts';
import { closeGym, excuse } from '../../../../../electron/core/members/excuse-absence.ts';
import { openDashboard } from '../../../../../electron/core/progress/open-dashboard.ts';
import type { Store } from '../../../../../electron/core/store/store.ts';
import { eachFact } from '../../../../../electron/core/store/tables/facts.ts';
import { DAY_MS } from '../../../../../shared/base/clock.ts';
import { payloadSchema, type FactKind } from '../../../../../shared/facts/all-facts.ts';
import { kioskConfigSchema } from '../../../../../shared/contract/kiosk-config.ts';
import type { Member } from '../../../../../shared/domain/members/member.ts';
import {
  addMember,
  cardOf,
  NOON,
  openTestStore,
  type TestStore,
} from '../../../../support/core/open-test-store.ts';

const WEEK_MS = 7 * DAY_MS;
/** The whole week three weeks before noon of 18 February, Monday to Sunday. */
const CLOSED_WEEK = { from: '2026-01-26', to: '2026-02-01' };
const WEEKS_VISITED = [7, 6, 5, 4, 2, 1, 0];

/** A member who came every week but the one that was closed. */
function cameEveryOtherWeek({ store, newId }: TestStore, number = 1): Member {
  const member = addMember(store, number);
  for (const weeksAgo of WEEKS_VISITED) {
    const scan = { code: cardOf(number), device: 'door', atMs: NOON - weeksAgo * WEEK_MS };
    expect(checkIn({ store, newId }, scan, () => {}).outcome).toBe('checked_in');
  }
  return member;
}

const streakOf = (store: Store, member: Member): number =>
  openDashboard(store, member, NOON).profile_summary.streak_weeks;
const factsOf = ({ store }: TestStore, kind: string): unknown[] =>
  [...eachFact(store.db, store.identity, 1)].filter((fact) => fact.kind === kind);

describe('a week in which nobody could come', () => {
  it('breaks the streak as long as nobody says why', () => {
    const test = openTestStore();
    expect(streakOf(test.store, cameEveryOtherWeek(test))).toBe(3);
  });

  it('is forgiven to everybody when the gym was closed, on dashboards that are kept already too', () => {
    const test = openTestStore();
    const members = [cameEveryOtherWeek(test, 1), cameEveryOtherWeek(test, 2)];
    expect(members.map((member) => streakOf(test.store, member))).toEqual([3, 3]);
    closeGym(test.store, [CLOSED_WEEK], NOON);
    expect(members.map((member) => streakOf(test.store, member))).toEqual([7, 7]);
  });

  it('is forgiven to the one whose membership was frozen', () => {
    const test = openTestStore();
    const [frozen, other] = [cameEveryOtherWeek(test, 1), cameEveryOtherWeek(test, 2)];
    test.store.write((tx) => excuse(tx, test.store, frozen.id, CLOSED_WEEK, NOON));
    expect([streakOf(test.store, frozen), streakOf(test.store, other)]).toEqual([7, 3]);
  });

  it('is told to central once, however often the kiosk starts with the same configuration', () => {
    const test = openTestStore();
    const member = addMember(test.store, 1);
    for (let start = 0; start < 3; start += 1) {
      closeGym(test.store, [CLOSED_WEEK, { from: '2026-12-24', to: '2026-12-26' }], NOON);
      test.store.write((tx) => excuse(tx, test.store, member.id, CLOSED_WEEK, NOON));
    }
    expect(factsOf(test, 'gym.closed')).toMatchObject([
      { memberId: null, payload: CLOSED_WEEK },
      { memberId: null, payload: { from: '2026-12-24', to: '2026-12-26' } },
    ]);
    expect(factsOf(test, 'membership.frozen')).toMatchObject([{ memberId: member.id, payload: CLOSED_WEEK }]);
    for (const fact of eachFact(test.store.db, test.store.identity, 1)) {
      expect(payloadSchema(fact.kind as FactKind, 1)!.safeParse(fact.payload).success).toBe(true);
    }
  });

  it('cannot be configured backwards or without a date', () => {
    const closures = [{ from: '2026-02-01', to: '2026-01-26' }];
    expect(kioskConfigSchema.safeParse({ closures }).success).toBe(false);
    expect(kioskConfigSchema.safeParse({ closures: [{ from: 'Christmas', to: 'New Year' }] }).success).toBe(
      false,
    );
    expect(kioskConfigSchema.parse({ closures: [CLOSED_WEEK] }).closures).toEqual([CLOSED_WEEK]);
  });
});
