import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleDashboard } from '../../../../renderer/preview/sample-dashboard.ts';
import { sampleGoalForm } from '../../../../renderer/preview/sample-goal-form.ts';
import { closeKioskPage, NOW_MS, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
  await page.signIn({ idle_prompt_at: NOW_MS + 170_000, idle_logout_at: NOW_MS + 175_000 });
  await page.touchOn('open-goals');
});
afterEach(closeKioskPage);

const sent = (name: 'goals.set' | 'goals.change') =>
  page.callsOf(name).map(({ input }) => input as Record<string, unknown>);

async function type(digits: string): Promise<void> {
  for (const digit of digits) await page.touchOn(`key-${digit}`);
}

describe('a member’s goals', () => {
  it('stand apart: under way, reached, and missed ones a touch away', async () => {
    const tile = sampleDashboard(NOW_MS).goals[0]!;
    const own = sampleGoalForm(NOW_MS).goals[0]!;
    const statuses = ['active', 'achieved', 'missed'] as const;
    const goals = statuses.map((status) => ({ ...own, goal_id: status, status }));
    const tiles = statuses.map((status) => ({
      ...tile,
      goal_id: status,
      status,
      progress: status === 'achieved' ? 1 : 0.25,
      outlook: `It is ${status}.`,
    }));
    closeKioskPage();
    page = await openKioskPage();
    page.answer('goals.form', { ok: true, value: { ...sampleGoalForm(NOW_MS), goals } });
    page.answer('dashboard.get', { ok: true, value: { ...sampleDashboard(NOW_MS), goals: tiles } });
    await page.signIn({ idle_prompt_at: NOW_MS + 170_000, idle_logout_at: NOW_MS + 175_000 });
    await page.touchOn('open-goals');
    expect(screen.getByTestId('goals-open').textContent).toContain('It is active.');
    expect(screen.getByTestId('goals-reached').textContent).toContain('It is achieved.');
    expect(
      within(screen.getByTestId('goals-reached')).getByRole('img', { name: '100% of the way' }),
    ).toBeTruthy();
    expect(page.text()).not.toContain('It is missed.');
    await page.touchOn('show-missed');
    expect(screen.getByTestId('goals-missed').textContent).toContain('It is missed.');
  });

  it('are asked about under their own id, so that the answer is the goal’s own forecast', async () => {
    closeKioskPage();
    page = await openKioskPage();
    const tile = { ...sampleDashboard(NOW_MS).goals[0]!, goal_id: 'g-1' };
    page.answer('dashboard.get', { ok: true, value: { ...sampleDashboard(NOW_MS), goals: [tile] } });
    await page.signIn({ idle_prompt_at: NOW_MS + 170_000, idle_logout_at: NOW_MS + 175_000 });
    await page.touchOn('open-goals');
    await page.touchOn('goal-edit');
    expect(page.callsOf('goals.preview').at(-1)?.input).toMatchObject({ goal_id: 'g-1' });
  });

  it('can be wanted where there is something to start from and none is under way', async () => {
    await page.touchOn('new-goal');
    expect(screen.queryByTestId('want-resting_heart_rate')).not.toBeNull();
    expect(screen.queryByTestId('want-one_rep_max')).toBeNull();
    expect(screen.queryByTestId('want-workout_count')).toBeNull();
  });

  it('say how likely they are before they are set, and are set once', async () => {
    await page.touchOn('new-goal');
    await page.touchOn('want-resting_heart_rate');
    expect(screen.getByTestId('goal-save')).toHaveProperty('disabled', true);
    await type('54');
    expect(page.text()).toContain('Likely by then (83%).');
    await page.touchOn('goal-save');
    expect(sent('goals.set')).toMatchObject([
      { metric_type: 'resting_heart_rate', target_value: 54, target_date: '2026-05-05', auto_adjust: false },
    ]);
    expect(screen.queryByTestId('goal-editor')).toBeNull();
  });

  it('say why they cannot be, and cannot be saved then', async () => {
    page.answer('goals.preview', { ok: true, value: { outcome: 'refused', code: 'too_near' } });
    await page.touchOn('new-goal');
    await page.touchOn('want-resting_heart_rate');
    await type('58');
    expect(page.text()).toContain('You are there already, or nearly so.');
    expect(screen.getByTestId('goal-save')).toHaveProperty('disabled', true);
  });

  it('are not called saved when they are not', async () => {
    page.answer('goals.set', { ok: false, code: 'STORAGE_FAILING' });
    await page.touchOn('new-goal');
    await page.touchOn('want-resting_heart_rate');
    await type('54');
    await page.touchOn('goal-save');
    expect(page.text()).toContain('Not saved. Please try again.');
    expect(screen.queryByTestId('goal-editor')).not.toBeNull();
  });

  it('are given up from the editor, after one more question, and never beside changing them', async () => {
    closeKioskPage();
    page = await openKioskPage();
    const tile = { ...sampleDashboard(NOW_MS).goals[0]!, goal_id: 'g-1' };
    page.answer('dashboard.get', { ok: true, value: { ...sampleDashboard(NOW_MS), goals: [tile] } });
    await page.signIn({ idle_prompt_at: NOW_MS + 170_000, idle_logout_at: NOW_MS + 175_000 });
    await page.touchOn('open-goals');
    expect(screen.queryByTestId('goal-end')).toBeNull();
    await page.touchOn('goal-edit');
    await page.touchOn('goal-end');
    expect(page.callsOf('goals.end')).toEqual([]);
    await page.touchOn('goal-end-yes');
    expect(page.callsOf('goals.end')).toMatchObject([{ input: { goal_id: 'g-1' } }]);
  });

  it('are suggested from what the member does, none of a body, and a touch opens the editor with one', async () => {
    expect(screen.queryByTestId('suggest-body_weight')).toBeNull();
    await page.touchOn('suggest-resting_heart_rate');
    expect(screen.getByTestId('goal-display').textContent).toContain('56');
    await page.touchOn('goal-save');
    expect(sent('goals.set')).toMatchObject([{ metric_type: 'resting_heart_rate', target_value: 56 }]);
  });
});
