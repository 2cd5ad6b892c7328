import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Dashboard } from '../../../../shared/domain/dashboard/dashboard.ts';
import { sampleDashboard, sampleNewcomer } from '../../../../renderer/preview/sample-dashboard.ts';
import { sampleGoalForm } from '../../../../renderer/preview/sample-goal-form.ts';
import { sampleLive, sampleSession, sampleState } from '../../../../renderer/preview/sample-state.ts';
import { NOW_MS, closeKioskPage, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

let page: KioskPage;
beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

const LATER = { idle_prompt_at: NOW_MS + 90_000, idle_logout_at: NOW_MS + 99_000, ends_at: NOW_MS + 180_000 };
const tile = (name: string) => within(screen.getByTestId(`tile-${name}`));
const full = sampleDashboard(NOW_MS);

async function signInWith(dashboard: Dashboard) {
  page.answer('dashboard.get', { ok: true, value: dashboard });
  await page.signIn(LATER);
}

describe('the profile tile', () => {
  it('says in words and numbers how often the member comes', async () => {
    await signInWith(full);
    expect(tile('profile').getByText(full.profile_summary.attendance_pattern)).toBeTruthy();
    expect(tile('profile').getByText('148')).toBeTruthy();
  });

  it('has a bar for each recent week that can be read out', async () => {
    await signInWith(full);
    const weeks = tile('profile').getAllByRole('listitem');
    expect(weeks.length).toBe(12);
    expect(weeks.at(-1)?.textContent).toContain('3 visits');
  });

  it('encourages somebody who is new', async () => {
    await signInWith(sampleNewcomer(NOW_MS));
    expect(tile('profile').getByText('Every week you come adds a bar here.')).toBeTruthy();
  });
});

describe('what changed for the member', () => {
  const named = () =>
    tile('metric')
      .getAllByRole('listitem')
      .map((row) => row.textContent);

  it('comes first: what got better, then what moved, then the rest, and what anybody may read before the private', async () => {
    await signInWith(full);
    const titles = named().map(
      (text) => full.progress_metrics.find(({ title }) => text.startsWith(title))?.title,
    );
    expect(titles).toEqual([
      'Effort points',
      'Resting heart rate',
      'Recovery in one minute',
      'Body weight',
      'Workouts',
      'Calories burned',
    ]);
  });

  it('keeps the numbers of a body out of the page altogether', async () => {
    await signInWith(full);
    const weight = full.progress_metrics.find(({ metric_type }) => metric_type === 'body_weight')!;
    expect(screen.getByTestId('tile-metric').textContent).not.toContain(weight.latest.value.toFixed(1));
    expect(screen.getByTestId('tile-metric').textContent).not.toContain(weight.change_text);
    expect(screen.getByTestId('metric-body_weight').textContent).toContain('only for your eyes');
  });

  it('leads to the page of its own metric', async () => {
    await signInWith(full);
    await page.touchOn('metric-calories_burned');
    expect(page.screenName()).toBe('progress');
    expect(page.callsOf('progress.history').at(-1)?.input).toMatchObject({ metric_type: 'calories_burned' });
  });
});

describe('the goal tile', () => {
  it('shows how far the current goal is and where it is heading', async () => {
    await signInWith(full);
    expect(tile('goal').getByText('72%')).toBeTruthy();
    expect(tile('goal').getByText(full.goals[0]!.outlook)).toBeTruthy();
    expect(tile('goal').getByText('1 more goal')).toBeTruthy();
  });

  it('prefers a goal that is still open to one that is done', async () => {
    const done = { ...full.goals[0]!, goal_id: 'g-0', title: 'Old goal', status: 'achieved' as const };
    await signInWith({ ...full, goals: [done, ...full.goals] });
    expect(tile('goal').queryByText('Old goal')).toBeNull();
  });

  it('says of a goal that is reached when and with which value, and shows no missed one', async () => {
    const reached = {
      ...full.goals[0]!,
      status: 'achieved' as const,
      progress: 1,
      current_value: 48,
      target_value: 45,
      unit: 'bpm',
      reached_at: '2026-03-02T09:00:00Z',
      reached_value: 45,
      outlook: 'Reached on 2 March with 45 bpm.',
    };
    const missed = { ...full.goals[0]!, goal_id: 'g-9', status: 'missed' as const, title: 'Old goal' };
    await signInWith({ ...full, goals: [reached, missed] });
    expect(screen.getByTestId('tile-goal').textContent).toContain('Reached on 2 March with 45 bpm.');
    expect(screen.getByTestId('tile-goal').textContent).not.toMatch(/48|Old goal|more goal/);
  });

  it('says what a body goal is about and by when, and keeps its numbers to the member', async () => {
    await signInWith({ ...full, goals: [full.goals[1]!] });
    expect(screen.getByTestId('tile-goal').textContent).not.toMatch(/64|66\.9|70/);
    expect(tile('goal').getByText('52%')).toBeTruthy();
    expect(tile('goal').getByText('Body weight')).toBeTruthy();
    expect(screen.getByTestId('tile-goal').textContent).toContain('by 29 May');
  });
});

describe('a goal on the dashboard', () => {
  it('is moved in place', async () => {
    const form = sampleGoalForm(NOW_MS);
    page.answer('goals.form', { ok: true, value: form });
    await signInWith({ ...full, goals: [{ ...full.goals[0]!, goal_id: form.goals[0]!.goal_id }] });
    await page.touchOn('change-goal');
    expect(page.screenName()).toBe('dashboard');
    await page.touchOn('goal-save');
    expect(page.callsOf('goals.change')).toHaveLength(1);
    expect(screen.queryByTestId('goal-editor')).toBeNull();
  });
});

describe('the heart-rate tile', () => {
  it('starts the pairing of a strap', async () => {
    await signInWith(full);
    await page.touchOn('start-pairing');
    expect(page.callsOf('heartRate.startPairing')).toEqual([
      { name: 'heartRate.startPairing', input: { session_id: 's-1' } },
    ]);
  });

  it('says so when it did not work', async () => {
    page.answer('heartRate.startPairing', { ok: false, code: 'NOT_NOW' });
    await signInWith(full);
    await page.touchOn('start-pairing');
    expect(tile('heart-rate').getByText('That did not work just now. Please try again.')).toBeTruthy();
  });

  it('offers no strap while the receiver is away', async () => {
    await signInWith(full);
    const state = sampleState(NOW_MS);
    const devices = state.devices.map((one) =>
      one.family === 'ant' ? { ...one, state: 'lost' as const } : one,
    );
    const session = { ...sampleSession(NOW_MS), ...LATER };
    await page.settle(() => page.show({ ...state, devices, view: { name: 'member', session } }));
    expect(screen.getByTestId('start-pairing')).toHaveProperty('disabled', true);
  });

  it('shows the running workout and opens it', async () => {
    page.answer('dashboard.get', { ok: true, value: full });
    await page.signIn({ ...LATER, heart_rate: { phase: 'live', sensor: '20917', started_at: NOW_MS } });
    await page.settle(() => page.say({ ...sampleLive(1_300), bpm: 151, zone: 4 }));
    expect(tile('heart-rate').getByText('151')).toBeTruthy();
    expect(tile('heart-rate').getByText('Hard')).toBeTruthy();
    await page.touchOn('open-live');
    expect(page.screenName()).toBe('live');
  });
});

describe('classes, achievements and the gym’s week', () => {
  it('have a place each: classes with time and reason, what was reached, what all do together', async () => {
    await signInWith(full);
    const classes = screen.getByTestId('tile-classes').textContent;
    for (const words of ['Spin 45', 'Booked', 'Fits your Thursdays at six', '4 places left'])
      expect(classes).toContain(words);
    expect(screen.getByTestId('tile-achievements').textContent).toContain('Five weeks in a row');
    expect(screen.getByTestId('tile-community').textContent).toContain(
      'Together: 312 of 420 visits this week.',
    );
    expect(tile('community').getByRole('img', { name: '74% of the challenge done' })).toBeTruthy();
  });

  it('name today and tomorrow in the gym’s days', async () => {
    const at = (iso: string) => ({ ...full.upcoming_classes[0]!, class_id: iso, starts_at: iso });
    await signInWith({
      ...full,
      upcoming_classes: [at('2026-03-10T22:30:00Z'), at('2026-03-10T23:30:00Z')],
      recommended_classes: [],
    });
    const rows = tile('classes').getAllByRole('listitem');
    expect(rows[0]?.textContent).toContain('Today23:30');
    expect(rows[1]?.textContent).toContain('Tomorrow00:30');
  });
});

describe('a newcomer’s dashboard', () => {
  it('says of every empty tile how it will fill', async () => {
    await signInWith(sampleNewcomer(NOW_MS));
    expect(tile('metric').getByText('No readings yet')).toBeTruthy();
    expect(tile('goal').getByText('No goal set')).toBeTruthy();
    expect(tile('classes').getByText('No class in the next two weeks')).toBeTruthy();
    expect(tile('community').getByText('A quiet week so far')).toBeTruthy();
  });
});
