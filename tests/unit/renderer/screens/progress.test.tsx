import { fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleCounts, sampleHistory } from '../../../../renderer/preview/sample-history.ts';
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
  it('opens with the last month of what changed most, and follows the member’s choice of time', async () => {
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
    expect(screen.getByTestId('trend-sentence').textContent).toContain('Falling by about 0.2');
    expect(page.text()).toContain('Between −0.3 and −0.1 points a week, 80% sure.');
    expect(page.text()).toContain('from the values of 29 days (Theil–Sen)');
    expect(page.text()).toContain('A minute gives 1 point in zone 1');
    // The member's words first; statistics are for who asks how it is calculated.
    const statistics = screen.getByTestId('how-calculated').closest('details');
    expect(statistics?.open).toBe(false);
    expect(statistics?.textContent).toContain('80% sure');
    expect(statistics?.textContent).not.toContain('Falling');
  });

  it('claims no trend where the numbers show none', async () => {
    page.answer('progress.history', {
      ok: true,
      value: { ...history, trends: { ...history.trends, direction: 'unclear' } },
    });
    await page.touchOn('open-metric');
    expect(page.text()).toContain('No clear direction yet');
    expect(page.text()).not.toContain('Falling');
  });

  it.each([
    [{ code: 'few_days', have: 3, need: 5 }, 'There are values on 3 days in this time; a direction needs 5.'],
    [{ code: 'few_weeks', have: 0, need: 5 }, 'No full week lies in this time yet; a direction needs 5.'],
    [{ code: 'few_weeks', have: 1, need: 5 }, 'There is 1 full week in this time; a direction needs 5.'],
    [
      { code: 'short_span', have: 5, need: 10 },
      'The values lie within 5 days; a direction needs 10 from the first to the last.',
    ],
    [{ code: 'within_spread' }, 'The values go up and down by more than they have changed.'],
  ] as const)('says what is missing for a trend: %j', async (reason, words) => {
    page.answer('progress.history', {
      ok: true,
      value: {
        ...history,
        trends: { ...history.trends, direction: 'unclear', reason, n: 0, values_of: 'week' },
      },
    });
    await page.touchOn('open-metric');
    expect(page.text()).toContain('No clear direction yet');
    expect(page.text()).toContain(words);
    expect(page.text()).not.toContain('Theil–Sen');
    expect(page.text()).not.toContain('% sure');
  });

  it('gives a goal a range of dates, or none where nobody can say', async () => {
    page.answer('progress.history', { ok: true, value: history });
    await page.touchOn('open-metric');
    expect(page.text()).toMatch(/Expected around \d+ Jun, between \d+ May and \d+ Jul/);
    const projections = { ...history.projections, goals: [] };
    page.answer('progress.history', { ok: true, value: { ...history, projections } });
    await choose('Year');
    expect(page.text()).toContain('When you get there cannot be said yet.');
  });

  it('says when a goal was reached and with which value, and keeps a missed one off this page', async () => {
    const [open] = history.related_goals;
    const reached = {
      ...open!,
      goal_id: 'g-8',
      status: 'achieved' as const,
      progress: 1,
      target_value: 66,
      reached_at: '2025-11-03T09:00:00Z',
      reached_value: 65.9,
    };
    const missed = {
      ...open!,
      goal_id: 'g-9',
      status: 'missed' as const,
      target_value: 60,
      target_date: '2025-04-07',
    };
    page.answer('progress.history', { ok: true, value: { ...history, related_goals: [reached, missed] } });
    await page.touchOn('open-metric');
    expect(page.text()).toContain('Reached on 3 Nov 2025 with 66');
    expect(page.text()).not.toContain('cannot be said yet');
    expect(drawnCharts.at(-1)?.annotations).toEqual({});
    expect(page.text()).not.toContain('60 points');
  });

  it('draws another range in the same moment as its words', async () => {
    page.answer('progress.history', { ok: true, value: history });
    await page.touchOn('open-metric');
    const year = { ...history, drawn: { ...history.drawn, values: history.drawn.values.slice(0, 3) } };
    page.answer('progress.history', { ok: true, value: year });
    const seen: unknown[] = [];
    const watcher = new MutationObserver(() => {
      if (page.text().includes('3 values') || document.querySelector('[aria-label*="3 values"]') !== null)
        seen.push(
          drawnCharts.at(-1)?.series?.map((one) => (typeof one === 'number' ? 0 : one.data.length))[1],
        );
    });
    watcher.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    await choose('Year');
    watcher.disconnect();
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen)).toEqual(new Set([3]));
  });

  it('keeps the values of a body metric to the member', async () => {
    page.answer('progress.history', { ok: true, value: history });
    await page.touchOn('open-metric');
    await choose('Body weight');
    expect(page.text()).not.toMatch(/Falling|64/);
    const button = screen.getByTestId('hold-to-show');
    button.setPointerCapture = () => undefined;
    await page.settle(() => fireEvent.pointerDown(button, { pointerId: 1 }));
    expect(page.text()).toContain('Falling by about 0.21 kg a week.');
    await page.settle(() => fireEvent.pointerCancel(button, { pointerId: 1 }));
    expect(page.text()).not.toContain('Falling');
  });

  it('puts this time beside the one before it', async () => {
    page.answer('progress.history', {
      ok: true,
      value: { ...history, comparison: { ...history.comparison!, of: 'total', present: 432, previous: 390 } },
    });
    await page.touchOn('open-metric');
    const words = screen.getByTestId('period-comparison').textContent.replaceAll('\u00a0', ' ');
    expect(words).toMatch(/Last 31 days432 points.*390 points/);
  });

  it.each([
    ['no values', null, 390, 1],
    ['0 points', 0, 390, 1],
    ['432 points', 432, 390, 2],
  ])('draws a bar for something, and none beside “%s”', async (words, present, previous, bars) => {
    page.answer('progress.history', {
      ok: true,
      value: { ...history, comparison: { ...history.comparison!, of: 'total', present, previous } },
    });
    await page.touchOn('open-metric');
    const comparison = screen.getByTestId('period-comparison');
    expect(comparison.textContent.replaceAll('\u00a0', ' ')).toContain(`Last 31 days${words}`);
    expect(comparison.querySelectorAll('[style*="inline-size"]')).toHaveLength(bars);
  });

  it('says what is usual of what is counted, and draws its weeks as bars', async () => {
    page.answer('progress.history', { ok: true, value: sampleCounts(NOW_MS, 'month') });
    await page.touchOn('open-metric');
    await choose('Workouts');
    expect(page.text()).toContain('No clear direction yet: about 2.5 workouts a week.');
    expect(drawnCharts.at(-1)?.series).toMatchObject([{ type: 'column' }]);
    expect(screen.queryByTestId('projection')).toBeNull();
  });

  it('suggests a longer time when there is nothing in the chosen one', async () => {
    page.answer('progress.history', {
      ok: true,
      value: { ...history, history: [], trends: { ...history.trends, n: 0 } },
    });
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
