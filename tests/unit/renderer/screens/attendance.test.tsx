import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleDashboard } from '../../../../renderer/preview/sample-dashboard.ts';
import { heatMapWeeks } from '../../../../renderer/screens/attendance/heat-map-weeks.ts';
import { NOW_MS, closeKioskPage, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

const full = sampleDashboard(NOW_MS);
const openYear = async (dashboard = full) => {
  page.answer('dashboard.get', { ok: true, value: dashboard });
  await page.signIn({ idle_prompt_at: NOW_MS + 90_000, idle_logout_at: NOW_MS + 99_000 });
  await page.touchOn('open-attendance');
};

describe('the year of a member', () => {
  it('opens from the visits and leads back to the dashboard', async () => {
    await openYear();
    expect(page.screenName()).toBe('attendance');
    await page.touchOn('back');
    expect(page.screenName()).toBe('dashboard');
  });

  it('says the map in words for whoever cannot see it', async () => {
    await openYear();
    const days = full.profile_summary.heat_map!.visits.filter((visits) => visits > 0).length;
    expect(screen.getByRole('img', { name: `${days} days with a visit in twelve months` })).toBeTruthy();
  });

  it('sets last week beside what is usual', async () => {
    await openYear();
    const week = within(screen.getByTestId('last-week'));
    expect(week.getByText('Three visits last week, one more than usual.')).toBeTruthy();
    expect(week.getByText('usually 2')).toBeTruthy();
  });

  it('keeps what it noticed about the body to itself', async () => {
    await openYear();
    const noticed = screen.getByTestId('noticed').textContent;
    expect(noticed).toContain('Tuesdays are your strongest');
    expect(noticed).not.toContain('Body weight');
  });

  it('promises rather than complains where there is nothing yet', async () => {
    await openYear({ ...full, insights: [], achievements: [] });
    expect(screen.getByTestId('noticed').textContent).toContain('needs a few more weeks');
    expect(screen.getByTestId('achieved').textContent).toContain('sooner than you think');
  });
});

describe('the columns of the map', () => {
  it('are weeks from Monday on, the last one as long as it has lasted', () => {
    const weeks = heatMapWeeks({ from: '2026-02-23', visits: [1, 0, 0, 2, 0, 0, 0, 0, 1] });
    expect(weeks.map((week) => week.days.map(({ visits }) => visits))).toEqual([
      [1, 0, 0, 2, 0, 0, 0],
      [0, 1],
    ]);
    expect(weeks[1]?.days.at(-1)?.date).toBe('2026-03-03');
  });

  it('name a month above the week in which it begins', () => {
    const weeks = heatMapWeeks({ from: '2026-02-23', visits: Array.from({ length: 14 }, () => 0) });
    expect(weeks.map((week) => week.monthStart)).toEqual(['2026-03-01', null]);
  });

  it('count the days right across a change of clocks', () => {
    const weeks = heatMapWeeks({ from: '2026-03-23', visits: Array.from({ length: 8 }, () => 0) });
    expect(weeks[1]?.days[0]?.date).toBe('2026-03-30');
  });
});
