import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleNotifications } from '../../../../renderer/preview/sample-notifications.ts';
import { NOW_MS, closeKioskPage, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

const LATER = { idle_prompt_at: NOW_MS + 90_000, idle_logout_at: NOW_MS + 99_000 };
const signIn = () => page.signIn(LATER);
const list = sampleNotifications(NOW_MS);
const allRead = {
  unread: 0,
  notifications: list.notifications.map((one) => ({ ...one, read_at: new Date(NOW_MS).toISOString() })),
};

describe('the bell', () => {
  it('counts what is new, in a word too', async () => {
    await signIn();
    expect(screen.getByTestId('unread').textContent).toBe('2');
    expect(screen.getByRole('button', { name: 'Messages, 2 new' })).toBeTruthy();
  });

  it('shows no number where nothing is new', async () => {
    page.answer('notifications.list', { ok: true, value: allRead });
    await signIn();
    expect(screen.queryByTestId('unread')).toBeNull();
    expect(screen.getByRole('button', { name: 'Messages' })).toBeTruthy();
  });
});

describe('the messages', () => {
  it('are read by being opened, told to core once, and stay marked as new while they are open', async () => {
    await signIn();
    await page.touchOn('open-notifications');
    expect(page.screenName()).toBe('notifications');
    const news = list.notifications.filter(({ read_at }) => read_at === null).map(({ id }) => id);
    expect(page.callsOf('notifications.markRead').map(({ input }) => input)).toEqual([
      { session_id: 's-1', ids: news },
    ]);
    page.answer('notifications.list', { ok: true, value: allRead });
    await page.pass(1_000);
    const rows = within(screen.getByTestId('screen-notifications')).getAllByRole('listitem');
    expect(rows.filter((row) => row.textContent.includes('New'))).toHaveLength(news.length);
    expect(page.callsOf('notifications.markRead')).toHaveLength(1);
  });

  it('are no longer counted afterwards', async () => {
    await signIn();
    page.answer('notifications.list', { ok: true, value: allRead });
    await page.touchOn('open-notifications');
    // Core has stored that they were read, and says that something has changed.
    await page.settle(() => page.showMember({ ...LATER, revision: 1 }));
    await page.touchOn('back');
    expect(page.screenName()).toBe('dashboard');
    expect(screen.queryByTestId('unread')).toBeNull();
  });

  it('stay counted where core could not store that they were read', async () => {
    page.answer('notifications.markRead', { ok: false, code: 'STORAGE_FAILING' });
    await signIn();
    await page.touchOn('open-notifications');
    await page.touchOn('back');
    expect(screen.getByTestId('unread').textContent).toBe('2');
  });

  it('promise rather than complain where there are none yet', async () => {
    page.answer('notifications.list', { ok: true, value: { unread: 0, notifications: [] } });
    await signIn();
    await page.touchOn('open-notifications');
    expect(page.text()).toContain('No messages yet');
    expect(page.callsOf('notifications.markRead')).toEqual([]);
  });

  it('say that they are on their way, and try again', async () => {
    page.answer('notifications.list', { ok: false, code: 'LOST' });
    await signIn();
    await page.touchOn('open-notifications');
    expect(screen.getByRole('status').textContent).not.toBe('');
    page.answer('notifications.list', { ok: true, value: list });
    await page.pass(3_000);
    expect(page.text()).toContain('Spin Power is on Tuesday');
  });
});

describe('what a member wants to hear about', () => {
  const openPreferences = async () => {
    await signIn();
    await page.touchOn('open-notifications');
    await page.touchOn('open-preferences');
  };
  const isOn = (topic: string, channel: string) =>
    screen.getByTestId(`switch-${topic}-${channel}`).getAttribute('aria-checked');

  it('is a switch for every topic on each channel, named for whoever cannot see it', async () => {
    await openPreferences();
    expect(screen.getAllByRole('switch')).toHaveLength(11);
    expect(screen.getByRole('switch', { name: 'Goals, By e-mail' }).getAttribute('aria-checked')).toBe(
      'false',
    );
    expect(isOn('goals', 'in_app')).toBe('true');
  });

  it('offers no word for the absent on a screen that only the present see', async () => {
    await openPreferences();
    expect(screen.queryByTestId('switch-we_miss_you-in_app')).toBeNull();
    expect(isOn('we_miss_you', 'email')).toBe('false');
  });

  it('moves when core has stored it', async () => {
    await openPreferences();
    await page.touchOn('switch-goals-email');
    expect(page.callsOf('notifications.setPreferences')[0]?.input).toEqual({
      session_id: 's-1',
      preferences: [{ topic: 'goals', channel: 'email', enabled: true }],
    });
    expect(isOn('goals', 'email')).toBe('true');
  });

  it('stays as it was and says so where it was not stored', async () => {
    page.answer('notifications.setPreferences', { ok: false, code: 'STORAGE_FAILING' });
    await openPreferences();
    await page.touchOn('switch-goals-email');
    expect(isOn('goals', 'email')).toBe('false');
    expect(screen.getByRole('status').textContent).toBe('That could not be saved. Please try again.');
  });

  it('leads back to the messages', async () => {
    await openPreferences();
    await page.touchOn('back');
    expect(page.screenName()).toBe('notifications');
  });
});
