import { fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleHistory } from '../../../../renderer/preview/sample-history.ts';
import {
  NOW_MS,
  closeKioskPage,
  drawnCharts,
  openKioskPage,
  type KioskPage,
} from '../../../support/kiosk-page.tsx';

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
  await page.signIn({ idle_prompt_at: NOW_MS + 90_000, idle_logout_at: NOW_MS + 99_000 });
});
afterEach(closeKioskPage);

const history = sampleHistory(NOW_MS, 'month');
const choose = (name: string) => page.settle(() => fireEvent.click(screen.getByRole('radio', { name })));

describe('the history of one metric', () => {
  it('opens with the last month and follows the member’s choice of time', async () => {
    await page.touchOn('open-metric');
    expect(page.screenName()).toBe('progress');
    await choose('Year');
    expect(page.callsOf('progress.history').map(({ input }) => input)).toEqual([
      { session_id: 's-1', metric_type: 'effort_points', time_range: 'month' },
      { session_id: 's-1', metric_type: 'effort_points', time_range: 'year' },
    ]);
  });

  it('keeps the chosen time when the member looks at another metric', async () => {
    await page.touchOn('open-metric');
    await choose('All');
    await choose('Resting heart rate');
    expect(page.callsOf('progress.history').at(-1)?.input).toEqual({
      session_id: 's-1',
      metric_type: 'resting_heart_rate',
      time_range: 'all',
    });
  });

  it('draws readings, trend and projection, and says the trend in words with its interval and method', async () => {
    page.answer('progress.history', { ok: true, value: history });
    await page.touchOn('open-metric');
    const names = drawnCharts
      .at(-1)
      ?.series?.map((series) => (typeof series === 'number' ? '' : series.name));
    expect(names).toEqual(['range', 'Effort points', 'trend', 'expected']);
    expect(page.text()).toContain('Falling 0.2 points a week');
    expect(page.text()).toContain('between −0.3 and −0.1 points a week, 80% sure');
    expect(page.text()).toContain('Theil–Sen, 29 readings');
  });

  it('claims no trend where the numbers show none', async () => {
    page.answer('progress.history', {
      ok: true,
      value: { ...history, trends: { ...history.trends, direction: 'unclear' } },
    });
    await page.touchOn('open-metric');
    expect(page.text()).toContain('No clear trend yet');
    expect(page.text()).not.toContain('Falling');
  });

  it('gives a goal a range of dates, or none where nobody can say', async () => {
    page.answer('progress.history', { ok: true, value: history });
    await page.touchOn('open-metric');
    expect(page.text()).toMatch(/Expected around \d+ Jun, between \d+ May and \d+ Jul 2026/);
    const projections = { ...history.projections, goals: [] };
    page.answer('progress.history', { ok: true, value: { ...history, projections } });
    await choose('Year');
    expect(page.text()).toContain('No date can be named yet');
  });

  it('keeps the values of a body metric to the member', async () => {
    page.answer('progress.history', { ok: true, value: history });
    await page.touchOn('open-metric');
    await choose('Body weight');
    expect(page.text()).not.toMatch(/Falling|64/);
    const button = screen.getByTestId('hold-to-show');
    button.setPointerCapture = () => undefined;
    await page.settle(() => fireEvent.pointerDown(button, { pointerId: 1 }));
    expect(page.text()).toContain('Falling 0.21 kg a week');
    await page.settle(() => fireEvent.pointerCancel(button, { pointerId: 1 }));
    expect(page.text()).not.toContain('Falling');
  });

  it('suggests a longer time when there is nothing in the chosen one', async () => {
    page.answer('progress.history', { ok: true, value: { ...history, history: [] } });
    await page.touchOn('open-metric');
    expect(page.text()).toContain('No readings in this time');
    expect(page.text()).not.toContain('Theil');
  });

  it('goes back to the dashboard', async () => {
    await page.touchOn('open-metric');
    await page.touchOn('back');
    expect(page.screenName()).toBe('dashboard');
  });
});
