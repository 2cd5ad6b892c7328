import { describe, expect, it } from 'vitest';
import { openDashboard } from '../../../../../electron/core/progress/open-dashboard.ts';
import { hasReview } from '../../../../../electron/core/store/tables/member-reviews.ts';
import { reviewStamp } from '../../../../../shared/domain/progress/review-member.ts';
import { addMember, NOON, openTestStore } from '../../../../support/core/open-test-store.ts';
import { putClosure } from '../../../../support/core/put-rows.ts';

const HOLIDAYS = { from: '2026-02-23', to: '2026-02-25' };

describe('a gym that says when it is closed', () => {
  it('outdates what is known of everybody with one row, however many there are', () => {
    const { store } = openTestStore();
    const members = Array.from({ length: 30 }, (_, number) => addMember(store, number));
    const known = (): number =>
      members.filter(({ id }) => hasReview(store.db, id, reviewStamp(store.gym), NOON)).length;
    const changes = (): number => Number(store.db.prepare('SELECT total_changes()').pluck().get());
    for (const member of members) openDashboard(store, member, NOON);
    expect(known()).toBe(members.length);

    const before = changes();
    store.write((tx) => putClosure(tx, HOLIDAYS));
    // The closure and the generation.
    expect(changes() - before).toBe(2);
    expect(known()).toBe(0);

    for (const member of members) openDashboard(store, member, NOON);
    expect(known()).toBe(members.length);
    store.write((tx) => putClosure(tx, HOLIDAYS));
    expect(known()).toBe(members.length);
  });
});
