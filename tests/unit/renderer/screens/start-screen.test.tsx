import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleState } from '../../../../renderer/preview/sample-state.ts';
import { NOW_MS, closeKioskPage, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

const devices = (state: 'opening' | 'lost' | 'ready' | 'refused', since = NOW_MS - 10_000) =>
  sampleState(NOW_MS).devices.map((device) => ({ ...device, state, since }));

describe('the start screen', () => {
  it('asks for nothing before core has spoken', () => {
    expect(page.screenName()).toBeNull();
    expect(page.text()).toBe('');
  });

  it('shows the gym, the time in the gym, and the invitation', async () => {
    await page.settle(() => page.showAttract({ gym_name: 'Iron Yard', timezone: 'Asia/Kolkata' }));
    expect(page.screenName()).toBe('attract');
    expect(page.text()).toContain('Iron Yard');
    expect(page.text()).toContain('14:32');
    expect(page.text()).toContain('Tap your card');
  });

  it('moves the clock on by itself', async () => {
    await page.settle(() => page.showAttract());
    expect(page.text()).toContain('10:02');
    await page.pass(60_000);
    expect(page.text()).toContain('10:03');
  });

  it('counts the straps that are recording while nobody stands there', async () => {
    await page.settle(() => page.showAttract({ view: { name: 'attract', recording: 1 } }));
    expect(screen.getByTestId('recording').textContent).toBe('1 strap is recording');
    await page.settle(() => page.showAttract({ view: { name: 'attract', recording: 0 } }));
    expect(screen.queryByTestId('recording')).toBeNull();
  });

  it('does not ask for a card while the card reader is away', async () => {
    await page.settle(() => page.showAttract({ devices: devices('lost') }));
    expect(page.text()).not.toContain('Tap your card');
    expect(page.text()).toContain('Card reader reconnecting…');
    expect(page.text()).toContain('Strap receiver reconnecting…');
  });

  it('asks for a card only once the reader is up for the first time', async () => {
    await page.settle(() => page.showAttract({ devices: devices('opening', NOW_MS) }));
    expect(page.text()).not.toContain('Tap your card');
    expect(page.text()).not.toContain('reconnecting');
    await page.settle(() => page.showAttract({ devices: devices('ready', NOW_MS) }));
    expect(page.text()).toContain('Tap your card');
  });

  it('stays quiet about a device that has been away for a moment only', async () => {
    await page.settle(() => page.showAttract({ devices: devices('lost', NOW_MS) }));
    expect(page.text()).toContain('Tap your card');
    await page.pass(3_000);
    expect(page.text()).not.toContain('Tap your card');
  });

  it('does not ask for a card while nothing can be stored', async () => {
    await page.settle(() => page.showAttract({ storage: 'failing' }));
    expect(screen.getByTestId('storage-failing')).toBeTruthy();
    expect(page.text()).not.toContain('Tap your card');
  });

  it('shows staff how much waits to be sent, and nothing when all is sent', async () => {
    await page.settle(() => page.showAttract());
    expect(screen.queryByTestId('sync')).toBeNull();
    const sync = {
      state: 'waiting',
      pending: 42,
      quarantined: 1,
      oldest_unsent_at: NOW_MS,
      last_error: null,
    } as const;
    await page.settle(() => page.showAttract({ sync }));
    expect(screen.getByTestId('sync').textContent).toContain('42');
  });

  it('says how far the kiosk is while it prepares itself', async () => {
    await page.settle(() =>
      page.showAttract({ view: { name: 'preparing', step: 'demo_gym', progress: 0.25 } }),
    );
    expect(page.screenName()).toBe('preparing');
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
  });
});

describe('the demo sheet', () => {
  it('is only there in a demo', async () => {
    await page.settle(() => page.showAttract({ demo: false }));
    expect(screen.queryByTestId('demo-open')).toBeNull();
  });

  it('taps a member’s card, an unknown card, and wears a strap', async () => {
    await page.settle(() => page.showAttract());
    await page.touchOn('demo-open');
    await page.settle(() => screen.getByRole('button', { name: 'Tap card: Mara' }).click());
    await page.settle(() => screen.getByRole('button', { name: 'Tap an unknown card' }).click());
    await page.settle(() => screen.getByRole('button', { name: 'Put strap on: Mara' }).click());
    await page.settle(() => screen.getByRole('button', { name: 'Take strap off: Mara' }).click());
    expect(page.calls.filter((call) => !['demo.cast', 'demo.staff'].includes(call.name))).toEqual([
      { name: 'demo.tapCard', input: { member_number: '100' } },
      { name: 'demo.tapCard', input: { member_number: null } },
      { name: 'demo.wearStrap', input: { member_number: '100', on: true } },
      { name: 'demo.wearStrap', input: { member_number: '100', on: false } },
    ]);
  });

  it('offers no strap to somebody who has none', async () => {
    await page.settle(() => page.showAttract());
    await page.touchOn('demo-open');
    expect(screen.queryByRole('button', { name: 'Put strap on: Tom' })).toBeNull();
  });

  it('says so when the simulated reader does not answer', async () => {
    page.answer('demo.tapCard', { ok: false, code: 'NOT_NOW' });
    await page.settle(() => page.showAttract());
    await page.touchOn('demo-open');
    await page.settle(() => screen.getByRole('button', { name: 'Tap card: Mara' }).click());
    expect(screen.getByRole('alert')).toBeTruthy();
  });
});
