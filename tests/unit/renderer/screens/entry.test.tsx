import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleNewcomer } from '../../../../renderer/preview/sample-dashboard.ts';
import { sampleSession, sampleState } from '../../../../renderer/preview/sample-state.ts';
import { WELCOME_MS } from '../../../../renderer/screens/check-in/Welcome.tsx';
import { closeKioskPage, NOW_MS, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

const LONG_STAY = { idle_prompt_at: NOW_MS + 170_000, idle_logout_at: NOW_MS + 175_000 };

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

async function openPad(metricType: string): Promise<void> {
  if (page.screenName() === 'dashboard') await page.touchOn('open-metric');
  await page.touchOn('open-entry');
  if (screen.queryByTestId('entry-save') === null) await page.touchOn(`enter-${metricType}`);
}

async function type(keys: string): Promise<void> {
  for (const key of keys) await page.touchOn(key === '.' ? 'key-point' : `key-${key}`);
}

const display = () => screen.getByTestId('entry-display').textContent;
const sent = () => page.callsOf('progress.record').map(({ input }) => input as Record<string, unknown>);

describe('noting a value by hand', () => {
  it('takes the number, saves it once, and shows the chart anew once core has it', async () => {
    await page.signIn(LONG_STAY);
    await openPad('body_weight');
    expect(page.text()).toContain('Last time •••');
    await type('64.5');
    expect(display()).toBe('64.5kg');
    await page.touchOn('entry-save');
    expect(sent()).toMatchObject([{ metric_type: 'body_weight', value: 64.5, confirmed: false }]);
    expect(sent()[0]?.['entry_id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(screen.queryByTestId('entry-sheet')).toBeNull();
    expect(page.text()).toContain('Saved');
    const charts = page.callsOf('progress.history').length;
    await page.settle(() => page.showMember({ ...LONG_STAY, revision: 1 }));
    expect(page.callsOf('progress.history').length).toBe(charts + 1);
  });

  it('hides a body’s last value from who stands near, and shows what anybody may know', async () => {
    await page.signIn(LONG_STAY);
    await openPad('workout_duration');
    expect(page.text()).toContain('Last time 48 min');
  });

  it('goes a step up or down from what it was last time', async () => {
    await page.signIn(LONG_STAY);
    await openPad('body_weight');
    await page.touchOn('entry-minus');
    expect(display()).toBe('64.7kg');
    await page.touchOn('entry-plus');
    await page.touchOn('entry-plus');
    expect(display()).toBe('64.9kg');
  });

  it('is for a day of the past where the member says so, and for now where not', async () => {
    await page.signIn(LONG_STAY);
    await openPad('body_weight');
    expect(screen.getByTestId('entry-day').textContent).toBe('Today');
    expect(screen.getByTestId('day-later')).toHaveProperty('disabled', true);
    await page.touchOn('day-earlier');
    await page.touchOn('day-earlier');
    expect(screen.getByTestId('entry-day').textContent).toBe('Sun 8 Mar');
    await type('64.5');
    await page.touchOn('entry-save');
    expect(sent().at(-1)).toMatchObject({ recorded_on: '2026-03-08' });
    await openPad('body_weight');
    await type('64.5');
    await page.touchOn('entry-save');
    expect(sent().at(-1)).toMatchObject({ recorded_on: null });
  });

  it('writes decimals as the gym’s language does', async () => {
    await page.settle(() => {
      const session = { ...sampleSession(NOW_MS), ...LONG_STAY };
      page.show({ ...sampleState(NOW_MS), locale: 'de', view: { name: 'member', session } });
    });
    await page.pass(WELCOME_MS);
    await openPad('body_weight');
    await type('64.5');
    expect(display()).toBe('64,5kg');
  });

  it('has nothing to save before the first digit, and no decimals where the metric has none', async () => {
    await page.signIn(LONG_STAY);
    await openPad('workout_duration');
    expect(screen.getByTestId('entry-save')).toHaveProperty('disabled', true);
    expect(screen.queryByTestId('key-point')).toBeNull();
    await type('45');
    await page.touchOn('key-erase');
    expect(display()).toBe('4min');
    expect(screen.getByTestId('entry-save')).toHaveProperty('disabled', false);
  });

  it('asks about a surprising value, and saves it under the same id once it is right', async () => {
    await page.signIn(LONG_STAY);
    await openPad('body_weight');
    await type('164.5');
    page.answer('progress.record', { ok: true, value: { outcome: 'surprising', low: 62.1, high: 67.4 } });
    await page.touchOn('entry-save');
    expect(page.text()).toContain('Is this right?');
    expect(page.text()).toContain('between 62.1 and 67.4 kg');
    await page.touchOn('entry-change');
    expect(display()).toBe('164.5kg');
    await page.touchOn('entry-save');
    await page.touchOn('entry-confirm');
    expect(sent().map(({ confirmed }) => confirmed)).toEqual([false, false, true]);
    expect(new Set(sent().map(({ entry_id: id }) => id)).size).toBe(1);
  });

  it.each([
    ['IMPLAUSIBLE_VALUE', 'That cannot be right: it has to be between 20.0 and 350.0 kg.'],
    ['STORAGE_FAILING', 'This kiosk cannot save right now. Nothing was stored.'],
    ['LOST', 'Not saved. Please try again.'],
  ])(
    'says why nothing was saved (%s), keeps what was typed, and never says that it is',
    async (code, words) => {
      await page.signIn(LONG_STAY);
      await openPad('body_weight');
      await type('64.5');
      page.answer('progress.record', { ok: false, code });
      await page.touchOn('entry-save');
      expect(page.text()).toContain(words);
      expect(page.text()).not.toContain('Saved');
      expect(display()).toBe('64.5kg');
      await page.touchOn('entry-save');
      expect(new Set(sent().map(({ entry_id: id }) => id)).size).toBe(1);
    },
  );

  it('offers to undo for half a minute, and no longer', async () => {
    await page.signIn(LONG_STAY);
    await openPad('body_weight');
    await type('64.5');
    await page.touchOn('entry-save');
    expect(screen.getByTestId('entry-undo').textContent).toBe('Undo (30 s)');
    await page.pass(12_000);
    expect(screen.getByTestId('entry-undo').textContent).toBe('Undo (18 s)');
    await page.touchOn('entry-undo');
    expect(page.callsOf('progress.takeBack').map(({ input }) => input)).toEqual([
      { session_id: 's-1', entry_id: sent()[0]?.['entry_id'] },
    ]);
    expect(screen.queryByTestId('entry-undo')).toBeNull();
    await openPad('body_weight');
    await type('64.5');
    await page.touchOn('entry-save');
    await page.pass(30_500);
    expect(screen.queryByTestId('entry-undo')).toBeNull();
  });

  it('gives every opened pad an id of its own', async () => {
    await page.signIn(LONG_STAY);
    for (const _time of [1, 2]) {
      await openPad('body_weight');
      await type('64');
      await page.touchOn('entry-save');
    }
    expect(new Set(sent().map(({ entry_id: id }) => id)).size).toBe(2);
  });

  it('is open to a member who has no numbers yet', async () => {
    page.answer('dashboard.get', { ok: true, value: sampleNewcomer(NOW_MS) });
    await page.signIn(LONG_STAY);
    await openPad('waist_circumference');
    expect(page.text()).toContain('Your first value');
    await type('81');
    await page.touchOn('entry-save');
    expect(sent()).toMatchObject([{ metric_type: 'waist_circumference', value: 81 }]);
  });
});

describe('the member’s own entries', () => {
  it('can be taken back one by one, after one more question', async () => {
    await page.signIn(LONG_STAY);
    await page.touchOn('open-metric');
    await page.settle(() => screen.getByRole('radio', { name: 'Resting heart rate' }).click());
    await page.touchOn('open-entries');
    expect(screen.getAllByTestId('entry-remove')).toHaveLength(3);
    await page.settle(() => screen.getAllByTestId('entry-remove')[1]?.click());
    expect(page.callsOf('progress.takeBack')).toEqual([]);
    await page.touchOn('entry-remove-yes');
    expect(page.callsOf('progress.takeBack').map(({ input }) => input)).toEqual([
      { session_id: 's-1', entry_id: 'entry-1' },
    ]);
    await page.settle(() => page.showMember({ ...LONG_STAY, revision: 1 }));
    expect(page.callsOf('progress.entries')).toHaveLength(2);
  });

  it('stay where removing fails, and the member is told', async () => {
    page.answer('progress.takeBack', { ok: false, code: 'STORAGE_FAILING' });
    await page.signIn(LONG_STAY);
    await page.touchOn('open-metric');
    await page.settle(() => screen.getByRole('radio', { name: 'Resting heart rate' }).click());
    await page.touchOn('open-entries');
    await page.settle(() => screen.getAllByTestId('entry-remove')[0]?.click());
    await page.touchOn('entry-remove-yes');
    expect(page.text()).toContain('The entry is still there.');
  });
});
