import { fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SAMPLE_SUMMARY } from '../../../../renderer/preview/sample-state.ts';
import { NOW_MS, closeKioskPage, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

const LATER = { idle_prompt_at: NOW_MS + 60_000, idle_logout_at: NOW_MS + 70_000 };

describe('a member in front of the kiosk', () => {
  it('keeps the session alive with every touch and key', async () => {
    await page.signIn(LATER);
    await page.settle(() => fireEvent.pointerDown(document.body));
    await page.pass(2_000);
    await page.settle(() => fireEvent.keyDown(document.body, { key: 'a' }));
    expect(page.callsOf('session.touch').map(({ input }) => input)).toEqual([
      { session_id: 's-1' },
      { session_id: 's-1' },
    ]);
  });

  it('does not tell core of every single touch of a drumming finger', async () => {
    await page.signIn(LATER);
    for (let tap = 0; tap < 20; tap += 1) {
      fireEvent.pointerDown(document.body);
      await page.pass(100);
    }
    expect(page.callsOf('session.touch').length).toBe(2);
  });

  it('touches nobody’s session while nobody is signed in', async () => {
    await page.settle(() => page.showAttract());
    await page.settle(() => fireEvent.pointerDown(document.body));
    expect(page.callsOf('session.touch')).toEqual([]);
  });

  it('is asked whether they are still there, with the seconds that are left', async () => {
    await page.signIn({ idle_prompt_at: NOW_MS + 20_000, idle_logout_at: NOW_MS + 30_000 });
    expect(screen.queryByTestId('idle-prompt')).toBeNull();
    await page.pass(18_000);
    expect(screen.getByTestId('idle-prompt').textContent).toContain('Still there?');
    await page.pass(4_000);
    expect(screen.getByTestId('idle-prompt').textContent).toContain('Signing out in 6 seconds');
  });

  it('stays with a touch anywhere: core moves the time and the question goes', async () => {
    await page.signIn({ idle_prompt_at: NOW_MS + 3_000, idle_logout_at: NOW_MS + 13_000 });
    await page.pass(2_000);
    await page.settle(() => fireEvent.pointerDown(screen.getByTestId('idle-prompt')));
    expect(page.callsOf('session.touch').length).toBe(1);
    await page.settle(() => page.showMember(LATER));
    expect(screen.queryByTestId('idle-prompt')).toBeNull();
  });

  it('sees the time run out on the button that ends the session, shortly before the question', async () => {
    await page.signIn({ idle_prompt_at: NOW_MS + 20_000, idle_logout_at: NOW_MS + 30_000 });
    expect(screen.queryByTestId('time-left')).toBeNull();
    await page.pass(11_000);
    expect(screen.getByTestId('time-left')).toBeTruthy();
  });

  it('ends the session with Done', async () => {
    await page.signIn(LATER);
    await page.touchOn('done');
    expect(page.callsOf('session.end')).toEqual([{ name: 'session.end', input: { session_id: 's-1' } }]);
  });

  it('leaves nothing of themselves in the page when the session is over', async () => {
    await page.signIn({ ...LATER, first_name: 'Zacharias' });
    expect(page.text()).toContain('Zacharias');
    await page.settle(() => page.showAttract());
    expect(document.documentElement.outerHTML).not.toContain('Zacharias');
    expect(document.documentElement.outerHTML).not.toContain('three times a week');
  });

  it('gives way to the next card at once, and nothing of the first member remains', async () => {
    await page.signIn({ ...LATER, first_name: 'Zacharias' });
    await page.touchOn('open-metric');
    await page.settle(() => page.showMember({ ...LATER, session_id: 's-2', first_name: 'Bea' }));
    expect(page.screenName()).toBe('welcome');
    expect(document.documentElement.outerHTML).not.toContain('Zacharias');
    await page.pass(3_000);
    expect(page.screenName()).toBe('dashboard');
    expect(page.callsOf('dashboard.get').at(-1)?.input).toEqual({ session_id: 's-2' });
  });

  it('sees a calm word while core is being restarted', async () => {
    await page.signIn(LATER);
    await page.settle(() => page.setConnection('reconnecting'));
    expect(screen.getByTestId('reconnecting')).toBeTruthy();
    await page.settle(() => page.setConnection('connected'));
    expect(screen.queryByTestId('reconnecting')).toBeNull();
    expect(page.screenName()).toBe('dashboard');
  });
});

describe('the dashboard’s freshness', () => {
  const reads = () => [page.callsOf('dashboard.get').length, page.callsOf('notifications.list').length];

  it('is core’s to say: it and the news are read again with every revision of the session', async () => {
    await page.signIn(LATER);
    expect(reads()).toEqual([1, 1]);
    await page.settle(() => page.showMember({ ...LATER, revision: 1 }));
    expect(reads()).toEqual([2, 2]);
  });

  it('stays as it is while the session changes in other ways', async () => {
    await page.signIn(LATER);
    await page.settle(() => page.showMember({ ...LATER, already_in: true }));
    await page.settle(() => page.showHeartRate({ phase: 'summary', summary: SAMPLE_SUMMARY }, LATER));
    await page.pass(4_000);
    expect(reads()).toEqual([1, 1]);
  });

  it('shows what was there while a newer one is on its way', async () => {
    await page.signIn(LATER);
    const before = page.text();
    page.answer('dashboard.get', { ok: false, code: 'STORAGE_FAILING' });
    await page.settle(() => page.showMember({ ...LATER, revision: 1 }));
    expect(page.screenName()).toBe('dashboard');
    expect(page.text()).toContain(before.slice(0, 40));
  });

  it('is asked for again after a failure, and shown when it comes', async () => {
    page.answer('dashboard.get', { ok: false, code: 'STORAGE_FAILING' });
    await page.signIn(LATER);
    expect(page.text()).toContain('Trying again');
    const asked = page.callsOf('dashboard.get').length;
    await page.pass(3_000);
    expect(page.callsOf('dashboard.get').length).toBe(asked + 1);
  });

  it('is not asked for again once the session is over', async () => {
    page.answer('dashboard.get', { ok: false, code: 'SESSION_OVER' });
    await page.signIn(LATER);
    await page.pass(20_000);
    expect(page.callsOf('dashboard.get').length).toBe(1);
  });
});

describe('marks of what was painted', () => {
  it('carry the session, so that a check-in can be measured to its picture', async () => {
    const mark = vi.spyOn(performance, 'mark');
    await page.settle(() => page.showMember(LATER));
    await page.pass(100);
    expect(mark).toHaveBeenCalledWith('screen:welcome', { detail: { session_id: 's-1' } });
    mark.mockRestore();
  });
});
