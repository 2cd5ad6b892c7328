import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFormats } from '../../../../renderer/i18n/formats.ts';
import { SAMPLE_COMPOSITION, sampleWeighed } from '../../../../renderer/preview/sample-weigh-in.ts';
import { sampleSession, sampleState } from '../../../../renderer/preview/sample-state.ts';
import { weightChange, weightText } from '../../../../renderer/screens/weigh-in/weight-text.ts';
import type { WeighInView } from '../../../../shared/contract/weigh-in-view.ts';
import { NOW_MS, closeKioskPage, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

const LATER = { idle_prompt_at: NOW_MS + 160_000, idle_logout_at: NOW_MS + 170_000 };
const WAITING = {
  phase: 'waiting',
  expires_at: NOW_MS + 60_000,
  live_kg: null,
  implausible: false,
  unit: 'kg',
} as const;
const OFFER = { reading_id: 'w-1', kg: 82.4, at: NOW_MS, unit: 'kg' } as const;
const show = (view: WeighInView) => page.settle(() => page.showMember({ ...LATER, weigh_in: view }));

describe('a member who weighs in', () => {
  it('asks for the scale from the dashboard', async () => {
    await page.signIn(LATER);
    await page.touchOn('start-weigh-in');
    expect(page.callsOf('weighIn.start')).toEqual([{ name: 'weighIn.start', input: { session_id: 's-1' } }]);
  });

  it('is offered no scale where none is ready', async () => {
    await page.signIn(LATER);
    const state = sampleState(NOW_MS);
    expect(screen.queryByTestId('start-weigh-in')).not.toBeNull();
    await page.settle(() =>
      page.show({
        ...state,
        devices: state.devices.map((device) => ({ ...device, state: 'lost' as const })),
        view: { name: 'member', session: { ...sampleSession(NOW_MS), ...LATER } },
      }),
    );
    expect(screen.queryByTestId('start-weigh-in')).toBeNull();
  });

  it('sees the seconds that are left, the settling number, and what went wrong', async () => {
    await page.signIn(LATER);
    await show({ ...WAITING, expires_at: Date.now() + 60_000 });
    expect(page.screenName()).toBe('weigh-in');
    expect(screen.getByRole('timer').textContent).toBe('60');
    expect(screen.queryByTestId('weight')).toBeNull();
    await show({ ...WAITING, live_kg: 81.15 });
    expect(screen.getByTestId('weight').textContent).toBe('81.2kg');
    expect(page.text()).toContain('Stand still');
    await show({ ...WAITING, implausible: true });
    expect(page.text()).toContain('cannot be a person’s');
    await page.touchOn('weigh-in-cancel');
    expect(page.callsOf('weighIn.close')).toHaveLength(1);
  });

  it('answers whether a surprising weight is right, and nothing says that it is saved', async () => {
    await page.signIn(LATER);
    await show({ phase: 'question', kg: 97, unit: 'kg' });
    expect(page.text()).toContain('Is this right?');
    expect(screen.queryByTestId('weigh-in-undo')).toBeNull();
    await page.touchOn('weigh-in-yes');
    await page.touchOn('weigh-in-no');
    expect(page.callsOf('weighIn.answer').map(({ input }) => input)).toEqual([
      { session_id: 's-1', is_mine: true },
      { session_id: 's-1', is_mine: false },
    ]);
  });

  it('is told the change in words, and may undo for a while', async () => {
    await page.signIn(LATER);
    await show({ ...sampleWeighed(NOW_MS), undo_until: Date.now() + 60_000 });
    expect(page.text()).toContain('0.4 kg less than on 2 Mar');
    await page.touchOn('weigh-in-undo');
    expect(page.callsOf('weighIn.undo')).toHaveLength(1);
    await page.pass(62_000);
    expect(screen.getByTestId('weigh-in-undo').hasAttribute('disabled')).toBe(true);
    await page.touchOn('weigh-in-close');
    expect(page.callsOf('weighIn.close')).toHaveLength(1);
    await show({ phase: 'none', offer: null });
    expect(page.screenName()).toBe('dashboard');
  });

  it('sees what an analyser adds, and that it does not count after exercise', async () => {
    await page.signIn(LATER);
    await show({ ...sampleWeighed(NOW_MS), composition: [...SAMPLE_COMPOSITION], after_exercise: true });
    expect(page.text()).toContain('Body fat24.8%');
    expect(page.text()).toContain('left out of your trend');
  });

  it('is told when core could not do it', async () => {
    await page.signIn(LATER);
    page.answer('weighIn.undo', { ok: false, code: 'STORAGE_FAILING' });
    await show({ ...sampleWeighed(NOW_MS), undo_until: Date.now() + 60_000 });
    await page.touchOn('weigh-in-undo');
    expect(screen.getByRole('alert').textContent).toContain('did not work');
  });

  it('may try again when no weight came', async () => {
    await page.signIn(LATER);
    await show({ phase: 'missed' });
    expect(page.text()).toContain('No weight arrived');
    await page.touchOn('weigh-in-again');
    expect(page.callsOf('weighIn.start')).toHaveLength(1);
  });
});

describe('a weight that may be the member’s', () => {
  it('shows nothing of itself on the dashboard until it is asked for', async () => {
    await page.signIn({ ...LATER, weigh_in: { phase: 'none', offer: OFFER } });
    expect(page.text()).toContain('Was this you?');
    expect(page.text()).not.toContain('82.4');
    await page.touchOn('open-weight-offer');
    expect(screen.getByTestId('weight').textContent).toBe('82.4kg');
    expect(page.text()).toContain('10:02');
    await page.touchOn('offer-yes');
    expect(page.callsOf('weighIn.answerOffer').map(({ input }) => input)).toEqual([
      { session_id: 's-1', reading_id: 'w-1', is_mine: true },
    ]);
  });

  it('goes back to the dashboard when it was not them', async () => {
    await page.signIn({ ...LATER, weigh_in: { phase: 'none', offer: OFFER } });
    await page.touchOn('open-weight-offer');
    await page.touchOn('offer-no');
    expect(page.screenName()).toBe('dashboard');
  });
});

describe('a weight in words', () => {
  const formats = createFormats('en', 'Europe/Berlin');
  it.each([
    [80, 80.04, 'kg', 'same', '0.0'],
    [79.6, 80, 'kg', 'less', '0.4'],
    [80.1, 80, 'kg', 'more', '0.1'],
    [80, 79, 'lb', 'more', '2.2'],
  ] as const)('%s after %s in %s is %s', (kg, before, unit, kind, amount) => {
    expect(weightChange(kg, before, unit, formats)).toEqual({ kind, amount });
  });

  it('is in pounds for whom weighs in pounds', () => {
    expect(weightText(80, 'lb', formats)).toBe('176.4');
  });
});
