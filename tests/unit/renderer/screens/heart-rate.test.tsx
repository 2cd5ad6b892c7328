import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HeartRateView } from '../../../../shared/contract/kiosk-api.ts';
import { sampleDashboard } from '../../../../renderer/preview/sample-dashboard.ts';
import { SAMPLE_SUMMARY, sampleLive } from '../../../../renderer/preview/sample-state.ts';
import { NOW_MS, closeKioskPage, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

const LATER = { idle_prompt_at: NOW_MS + 90_000, idle_logout_at: NOW_MS + 99_000, ends_at: NOW_MS + 180_000 };
type Straps = Extract<HeartRateView, { phase: 'pairing' }>['straps'];
const pairing = (straps: Straps): HeartRateView => ({
  phase: 'pairing',
  expires_at: NOW_MS + 60_000,
  straps,
});
const stranger = { sensor_id: '86453', sensor: '20917', bpm: 74, rssi_dbm: -52, is_mine: false };
const mine = { sensor_id: '31166', sensor: '31166', bpm: 112, rssi_dbm: null, is_mine: true };
const live: HeartRateView = { phase: 'live', sensor: '20917', started_at: NOW_MS };
const UNKNOWN_MAXIMUM = {
  zone: null,
  percent_of_max: null,
  max_heart_rate_bpm: null,
  max_heart_rate_source: null,
  effort_points: null,
};

async function signInTo(view: HeartRateView) {
  await page.signIn({ ...LATER, heart_rate: view });
}

async function openLive() {
  await signInTo(pairing([stranger]));
  await page.settle(() => page.showHeartRate(live, LATER));
}

describe('pairing a strap', () => {
  it('explains how to wear one while none is heard, and how long it listens', async () => {
    await signInTo(pairing([]));
    expect(page.screenName()).toBe('pairing');
    expect(page.text()).toContain('Wet the two pads on the inside of the strap');
    expect(screen.getByRole('timer').textContent).toBe('58');
    await page.pass(10_000);
    expect(screen.getByRole('timer').textContent).toBe('48');
  });

  it('lists the straps that are heard, the member’s own first', async () => {
    await signInTo(pairing([stranger, mine]));
    const [first, second] = screen.getAllByRole('listitem');
    expect(first?.textContent).toContain('Your strap');
    expect(first?.textContent).toContain('112');
    expect(second?.textContent).toContain('Strap 20917');
  });

  it('calls a Bluetooth strap by its name, and by the id on it where it has no other', async () => {
    const [named, numbered] = [
      { ...stranger, sensor_id: 'C0:FF:EE:12:34:56', sensor: 'TICKR 0A1B' },
      { ...stranger, sensor_id: 'E7BAC71A', sensor: 'E7BAC71A' },
    ];
    await signInTo(pairing([named, numbered]));
    const said = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(said).toContain('74 bpmTICKR 0A1B');
    expect(said).toContain('74 bpmStrap E7BAC71A');
  });

  it('pairs only the strap that was touched', async () => {
    await signInTo(pairing([stranger, mine]));
    expect(page.callsOf('heartRate.pair')).toEqual([]);
    await page.touchOn('strap-86453');
    expect(page.callsOf('heartRate.pair')).toEqual([
      { name: 'heartRate.pair', input: { session_id: 's-1', sensor_id: '86453' } },
    ]);
  });

  it('says so when somebody else wears that strap', async () => {
    page.answer('heartRate.pair', { ok: false, code: 'STRAP_NOT_AVAILABLE' });
    await signInTo(pairing([stranger]));
    await page.touchOn('strap-86453');
    expect(screen.getByRole('alert')).toBeTruthy();
  });

  it('can be given up', async () => {
    await signInTo(pairing([]));
    await page.touchOn('cancel-pairing');
    expect(page.callsOf('heartRate.cancelPairing').length).toBe(1);
    await page.settle(() => page.showHeartRate({ phase: 'none' }, LATER));
    expect(page.screenName()).toBe('dashboard');
  });

  it('goes straight to the live numbers', async () => {
    await openLive();
    expect(page.screenName()).toBe('live');
  });
});

describe('the live heart rate', () => {
  it('shows the rate, the zone in words and as a shape, and the share of a maximum with its source', async () => {
    await openLive();
    await page.settle(() =>
      page.say({ ...sampleLive(1_300), bpm: 160, zone: 4, percent_of_max: 84.9, max_heart_rate_bpm: 188.4 }),
    );
    const hero = screen.getByTestId('hero');
    expect(hero.textContent).toContain('160');
    expect(hero.textContent).toContain('Hard');
    expect(hero.textContent).toContain('Zone 4');
    expect(hero.querySelector('[data-shape="4"]')).not.toBeNull();
    expect(hero.textContent).toContain('84% of maximum');
    expect(hero.textContent).toContain('of 188 bpm, estimated (Nes 2013)');
  });

  it('gives each zone a shape of its own', async () => {
    await openLive();
    const shapes = new Set<string | null | undefined>();
    for (const zone of [0, 1, 2, 3, 4, 5]) {
      await page.settle(() => page.say({ ...sampleLive(1_300), zone }));
      shapes.add(screen.getByTestId('hero').querySelector('path')?.getAttribute('d'));
    }
    expect(shapes.size).toBe(6);
  });

  it('names the formula of the calories, or why there are none', async () => {
    await openLive();
    await page.settle(() =>
      page.say({ ...sampleLive(1_300), calories_kcal: 217, calories_formula: 'keytel-2005@1' }),
    );
    expect(page.text()).toContain('217');
    expect(page.text()).toContain('estimate, Keytel 2005');
    await page.settle(() =>
      page.say({
        ...sampleLive(1_301),
        calories_kcal: null,
        calories_formula: null,
        calories_reason: 'sex_unknown',
      }),
    );
    expect(page.text()).not.toContain('kcal');
    expect(page.text()).toContain('No estimate: your profile has no sex noted');
  });

  it('counts no effort point that has only begun', async () => {
    await openLive();
    await page.settle(() => page.say({ ...sampleLive(1_300), effort_points: 53.97 }));
    expect(page.text()).toContain('Effort points53');
  });

  it('shows the rate without zones to a member whose maximum is not known', async () => {
    await openLive();
    await page.settle(() => page.say({ ...sampleLive(1_300), ...UNKNOWN_MAXIMUM, bpm: 133 }));
    expect(screen.getByTestId('hero').textContent).toContain('133');
    expect(page.text()).toContain('Zones need your maximum heart rate.');
    expect(page.text()).not.toContain('% of maximum');
  });

  it('says that the signal is lost, what helps, and that nothing is', async () => {
    await openLive();
    await page.settle(() =>
      page.say({ ...sampleLive(1_300), bpm: null, zone: null, percent_of_max: null, signal: 'lost' }),
    );
    expect(screen.getByTestId('signal-lost').textContent).toContain('Recording goes on.');
    await page.settle(() => page.say(sampleLive(1_301)));
    expect(screen.queryByTestId('signal-lost')).toBeNull();
  });

  it('asks once before it ends the recording', async () => {
    await openLive();
    await page.settle(() => page.say(sampleLive(1_300)));
    await page.touchOn('finish');
    expect(page.callsOf('heartRate.finish')).toEqual([]);
    await page.touchOn('finish-no');
    expect(page.callsOf('heartRate.finish')).toEqual([]);
    await page.touchOn('finish');
    await page.touchOn('finish-yes');
    expect(page.callsOf('heartRate.finish')).toEqual([
      { name: 'heartRate.finish', input: { session_id: 's-1' } },
    ]);
  });

  it('can be left running: the member goes, the strap goes on', async () => {
    await openLive();
    await page.touchOn('leave-running');
    expect(page.callsOf('session.end').length).toBe(1);
    expect(page.callsOf('heartRate.finish')).toEqual([]);
  });

  it('stops listening when nobody looks at it any more', async () => {
    await openLive();
    expect(page.heartRateWatchers()).toBe(1);
    await page.settle(() => page.showAttract());
    expect(page.heartRateWatchers()).toBe(0);
  });

  it('returns to the dashboard when the recording ends by itself', async () => {
    await openLive();
    await page.settle(() => page.showHeartRate({ phase: 'none' }, LATER));
    expect(page.screenName()).toBe('dashboard');
  });
});

describe('the summary of a workout', () => {
  it('shows effort points, duration, average, highest and calories with their formula', async () => {
    await signInTo({ phase: 'summary', summary: SAMPLE_SUMMARY });
    expect(page.screenName()).toBe('summary');
    for (const words of ['Well done, Mara', '128', '44:50', '142', '178', '486', 'estimate, Keytel 2005']) {
      expect(page.text()).toContain(words);
    }
    expect(page.text()).toContain('17:00');
  });

  it('puts it beside the last and the usual one, with what it did to goals, once the dashboard knows of it', async () => {
    const summary = { ...SAMPLE_SUMMARY, started_at: NOW_MS - 2_712_000 };
    page.answer('dashboard.get', { ok: true, value: sampleDashboard(NOW_MS) });
    await signInTo({ phase: 'summary', summary });
    expect(page.text()).toMatch(/Last time \d+ on \d+ Mar, usually about \d+\./);
    expect(screen.getByTestId('summary-effects').textContent).toContain('600 effort points a month: 72%');
  });

  it('praises and compares nothing of what was too short to be a workout', async () => {
    const summary = {
      ...SAMPLE_SUMMARY,
      started_at: NOW_MS - 60_000,
      elapsed_s: 60,
      duration_s: 60,
      heard_s: 60,
    };
    page.answer('dashboard.get', { ok: true, value: sampleDashboard(NOW_MS) });
    await signInTo({ phase: 'summary', summary });
    expect(page.text()).toContain('Saved, Mara');
    expect(page.text()).not.toContain('Last time');
    expect(screen.queryByTestId('summary-effects')).toBeNull();
  });

  it('says how much of the time the strap was heard when that was not all of it', async () => {
    await signInTo({ phase: 'summary', summary: { ...SAMPLE_SUMMARY, duration_s: 1_800 } });
    expect(page.text()).toContain('The strap was heard for 30:00 of 45:12.');
  });

  it('invents no numbers for a workout without a single beat', async () => {
    const silent = {
      ...SAMPLE_SUMMARY,
      heard_s: 0,
      average_bpm: null,
      maximum_bpm: null,
      calories_kcal: null,
    };
    await signInTo({
      phase: 'summary',
      summary: { ...silent, calories_formula: null, calories_reason: 'too_short' },
    });
    expect(page.text()).toContain('Average–');
    expect(page.text()).not.toContain('kcal');
  });

  it('is closed with Done and leads back to the dashboard', async () => {
    await signInTo({ phase: 'summary', summary: SAMPLE_SUMMARY });
    await page.touchOn('close-summary');
    expect(page.callsOf('heartRate.closeSummary').length).toBe(1);
    await page.settle(() => page.showHeartRate({ phase: 'none' }, LATER));
    expect(page.screenName()).toBe('dashboard');
  });
});
