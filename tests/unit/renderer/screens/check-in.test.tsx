import { fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WELCOME_MS } from '../../../../renderer/screens/check-in/Welcome.tsx';
import { NOW_MS, closeKioskPage, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

describe('a refused card', () => {
  it('sends the member to the front desk without a reason', async () => {
    await page.settle(() =>
      page.showAttract({ view: { name: 'refused', kind: 'see_front_desk', until: NOW_MS + 6_000 } }),
    );
    expect(page.screenName()).toBe('refused');
    expect(screen.getByRole('alert').textContent).toContain('Please see the front desk');
    expect(page.text()).not.toMatch(/unpaid|expired|frozen|membership/i);
  });

  it('is told apart from a card nobody knows', async () => {
    await page.settle(() =>
      page.showAttract({ view: { name: 'refused', kind: 'unknown_card', until: NOW_MS + 6_000 } }),
    );
    expect(page.text()).toContain('We don’t know this card');
  });

  it('stays until core takes it away', async () => {
    await page.settle(() =>
      page.showAttract({ view: { name: 'refused', kind: 'unknown_card', until: NOW_MS + 6_000 } }),
    );
    await page.pass(7_000);
    expect(page.screenName()).toBe('refused');
    await page.settle(() => page.showAttract());
    expect(page.screenName()).toBe('attract');
  });
});

describe('the greeting', () => {
  it('greets by first name with the week’s visits and the streak', async () => {
    await page.settle(() => page.showMember({ visits_this_week: 3, streak_weeks: 5 }));
    expect(page.screenName()).toBe('welcome');
    expect(page.text()).toContain('Hi Mara');
    expect(page.text()).toContain('Third visit this week');
    expect(page.text()).toContain('5 weeks in a row');
  });

  it('makes no streak of a single week', async () => {
    await page.settle(() => page.showMember({ visits_this_week: 1, streak_weeks: 1 }));
    expect(page.text()).toContain('First visit this week');
    expect(page.text()).not.toContain('streak');
  });

  it('tells a member who is in already since when, in the gym’s time', async () => {
    await page.settle(() => page.showMember({ already_in: true, checked_in_at: NOW_MS - 12 * 60_000 }));
    expect(page.text()).toContain('Already in since 09:50');
    expect(page.text()).not.toContain('visit');
  });

  it('goes on to the dashboard by itself, also when core speaks in between', async () => {
    await page.settle(() => page.showMember());
    await page.pass(WELCOME_MS - 100);
    await page.settle(() => page.showMember({ streak_weeks: 5 }));
    expect(page.screenName()).toBe('welcome');
    await page.pass(100);
    expect(page.screenName()).toBe('dashboard');
  });

  it('goes on at a touch', async () => {
    await page.settle(() => page.showMember());
    await page.settle(() => fireEvent.click(screen.getByRole('button')));
    expect(page.screenName()).toBe('dashboard');
  });

  it('has already asked for the dashboard, so that nobody waits for it', async () => {
    await page.settle(() => page.showMember());
    expect(page.screenName()).toBe('welcome');
    expect(page.callsOf('dashboard.get')).toEqual([{ name: 'dashboard.get', input: { session_id: 's-1' } }]);
  });
});
