import { expect, it } from 'vitest';
import { openDashboard } from '../../../../../electron/core/progress/open-dashboard.ts';
import { eachFact } from '../../../../../electron/core/store/tables/facts.ts';
import { dashboardSchema } from '../../../../../shared/contract/member-documents.ts';
import { addMember, NOON, openTestStore } from '../../../../support/core/open-test-store.ts';

it('a member who opens the dashboard leaves when, and nothing of what was seen', () => {
  const { store } = openTestStore();
  const member = addMember(store, 1);
  const dashboard = openDashboard(store, member, NOON + 5);
  expect(dashboardSchema.safeParse(dashboard).success).toBe(true);
  expect(dashboard.profile_summary.member_id).toBe(member.id);
  expect(store.db.prepare('SELECT id, last_dashboard_access FROM users').all()).toEqual([
    { id: member.id, last_dashboard_access: NOON + 5 },
  ]);
  expect([...eachFact(store.db, store.identity, 1)]).toMatchObject([
    { kind: 'dashboard.opened', memberId: member.id, happenedAtMs: NOON + 5, payload: {} },
  ]);
});
