import { expect } from '@playwright/test';
import type { KioskBridge } from '../../shared/contract/kiosk-bridge.ts';
import type { Guide } from './guide.ts';

/** How long the strap is watched before she walks off, and how long she trains: too short to count, so that the picture says so. */
const WATCHED = /^0:(1[2-9]|[2-5][0-9])$/;
const TRAINED = /^(1:(0[5-9]|[1-5][0-9])|[2-9]:[0-5][0-9])$/;
const LONG_MS = 150_000;
const TAP_AGAIN_MS = 15_000;
const MARA = '1001';
const KIM_PIN = '13571357';

export interface Chapter {
  readonly name: string;
  readonly tell: (guide: Guide) => Promise<void>;
}

/**
 * What there is to see, each from the start screen on and ending there. A session lasts three minutes at
 * most, so every chapter has one of its own.
 */
export const CHAPTERS: readonly Chapter[] = [
  { name: 'start', tell: start },
  { name: 'dashboard', tell: dashboard },
  { name: 'progress', tell: progress },
  { name: 'goals', tell: goals },
  { name: 'number and PIN', tell: numberAndPin },
  { name: 'weigh-in', tell: weighIn },
  { name: 'heart rate', tell: heartRate },
  { name: 'back from training', tell: backFromTraining },
  { name: 'staff', tell: staff },
  { name: 'a member for staff', tell: staffMember },
  { name: 'idle', tell: idle },
  { name: 'a process that hangs', tell: hanging },
];

async function start(guide: Guide): Promise<void> {
  await guide.see('attract');
  await expect(guide.page.getByText('Tap your card')).toBeVisible();
  // The configured central server does not answer: what staff would see of it.
  await expect(guide.page.getByTestId('sync')).toBeVisible();
  await guide.shoot('attract-offline');
  await guide.press('demo-open');
  await expect(guide.page.getByTestId('demo-sheet')).toBeVisible();
  await guide.shoot('demo-controls');
  await guide.page.keyboard.press('Escape');
  await guide.tapCard(null);
  await guide.see('refused');
  await guide.shoot('unknown-card');
  await guide.see('attract');
}

async function signIn(guide: Guide): Promise<void> {
  // A card that was read just now counts as still held, so it is tapped until it is taken.
  await expect(async () => {
    await guide.tapCard(MARA);
    await expect(guide.screen('dashboard')).toBeVisible({ timeout: TAP_AGAIN_MS });
  }).toPass({ timeout: LONG_MS });
  await guide.hold();
}

async function dashboard(guide: Guide): Promise<void> {
  await guide.tapCard(MARA);
  await guide.see('welcome');
  await guide.hold();
  await guide.shoot('welcome');
  await guide.see('dashboard');
  await guide.shoot('dashboard');
  await guide.press('open-attendance');
  await guide.see('attendance');
  await guide.shoot('attendance');
  await guide.press('back');
  await guide.press('open-notifications');
  await guide.see('notifications');
  await guide.shoot('messages');
  await guide.press('open-preferences');
  await guide.see('notification-preferences');
  await guide.shoot('choose-messages');
}

async function progress(guide: Guide): Promise<void> {
  await signIn(guide);
  await guide.press('open-metric');
  await guide.see('progress');
  for (const range of ['Week', 'Month', 'Year', 'All']) {
    await guide.choose(range);
    const choice = guide.page.locator('label').filter({ hasText: new RegExp(`^${range}$`) });
    await expect(choice.locator('input')).toBeChecked();
    // With a chart, or with a word where the time has no value: it depends on the day the demo is looked at.
    await expect(guide.page.getByTestId('trend-sentence')).toBeVisible();
    await guide.shoot(`progress-${range.toLowerCase()}`);
  }
  await guide.choose('Body weight');
  await guide.shoot('progress-hidden');
  await guide.page.getByTestId('hold-to-show').hover();
  await guide.page.mouse.down();
  await guide.shoot('progress-held-to-show');
  await guide.page.mouse.up();
  await guide.press('open-entry');
  await expect(guide.page.getByTestId('entry-display')).toBeVisible();
  await guide.shoot('progress-enter');
  await guide.press('entry-cancel');
  await guide.press('open-entries');
  await expect(guide.page.getByTestId('entries-sheet')).toBeVisible();
  await guide.shoot('progress-entries');
}

async function goals(guide: Guide): Promise<void> {
  await signIn(guide);
  await guide.press('open-goals');
  await guide.see('goals');
  await expect(guide.page.getByTestId('goals-open')).toBeVisible();
  await guide.shoot('goals');
  await guide.press('new-goal');
  await expect(guide.page.getByTestId('goal-editor')).toBeVisible();
  await guide.shoot('goal-choose');
  await guide.press(/^want-/);
  await expect(guide.page.getByTestId('goal-display')).toBeVisible();
  await guide.shoot('goal-editor');
}

async function numberAndPin(guide: Guide): Promise<void> {
  const cast = await guide.page.evaluate(async () => {
    const { kiosk } = globalThis as unknown as { kiosk: KioskBridge };
    const answer = await kiosk.demo.cast();
    return answer.ok ? answer.value : [];
  });
  const typist = cast.find(({ pin, pin_locked: isLocked }) => pin !== null && !isLocked);
  if (typist === undefined || typist.pin === null) throw new Error('nobody in the demo has a PIN');
  await guide.press('keypad-open');
  await guide.see('keypad');
  await guide.hold();
  await guide.type(typist.member_number);
  await guide.shoot('number');
  await guide.press('enter');
  await guide.type('99');
  await guide.shoot('pin');
  await guide.type('99');
  await guide.press('enter');
  await expect(guide.page.getByTestId('pin-message')).not.toBeEmpty();
  await guide.shoot('wrong-pin');
  await guide.leave();
  await signIn(guide);
  await guide.press('own-pin');
  await guide.see('own_pin');
  await guide.shoot('own-pin');
}

async function weighIn(guide: Guide): Promise<void> {
  await signIn(guide);
  await guide.press('start-weigh-in');
  await guide.see('weigh-in');
  await guide.shoot('weigh-in');
  await guide.stepOnScale(MARA);
  await expect(guide.page.getByTestId(/^weigh-in-(yes|close)$/).first()).toBeVisible();
  await guide.shoot('weigh-in-weighed');
}

async function heartRate(guide: Guide): Promise<void> {
  await signIn(guide);
  await guide.press('start-pairing');
  await guide.see('pairing');
  await guide.shoot('pairing-nothing-heard');
  await guide.wearStrap(MARA);
  await expect(guide.page.getByTestId(/^strap-/).first()).toBeVisible();
  await guide.shoot('pairing');
  await guide.press(/^strap-/);
  await guide.see('live');
  await expect(guide.page.getByText(WATCHED).first()).toBeVisible({ timeout: LONG_MS });
  await guide.shoot('live-heart-rate');
  await guide.press('leave-running');
  await expect(guide.page.getByTestId('recording')).toBeVisible();
  await guide.shoot('attract-while-training');
}

async function backFromTraining(guide: Guide): Promise<void> {
  await guide.tapCard(MARA);
  await expect(guide.page.getByText(/Already in since/)).toBeVisible();
  await guide.hold();
  await guide.shoot('already-in');
  await expect(guide.page.getByTestId('open-live')).toBeVisible();
  await guide.shoot('dashboard-while-training');
  await guide.press('open-live');
  await guide.see('live');
  await expect(guide.page.getByText(TRAINED).first()).toBeVisible({ timeout: LONG_MS });
  await guide.shoot('live-after-a-minute');
  await guide.press('finish');
  await expect(guide.page.getByTestId('finish-question')).toBeVisible();
  await guide.shoot('finish-question');
  await guide.press('finish-yes');
  await guide.see('summary');
  await guide.shoot('summary');
  await guide.press('close-summary');
  await guide.see('dashboard');
  await guide.shoot('dashboard-after-training');
}

async function staffSignIn(guide: Guide, shoots: boolean): Promise<void> {
  await guide.press('staff-open');
  await guide.see('staff_sign_in');
  await guide.hold();
  if (shoots) await guide.shoot('staff-who');
  await guide.press('staff-account-Kim');
  if (shoots) await guide.shoot('staff-pin');
  await guide.type(KIM_PIN);
  await guide.press('staff-sign-in');
  await guide.see('staff');
}

async function staff(guide: Guide): Promise<void> {
  await staffSignIn(guide, true);
  for (const page of ['Devices', 'Sync', 'Today', 'Members', 'Jobs', 'Kiosk']) {
    await guide.choose(page);
    await expect(guide.page.getByTestId(`staff-${page.toLowerCase()}`)).toBeVisible();
    // A page that cannot be shown is no picture of it.
    await expect(guide.page.getByText('This cannot be shown right now')).toHaveCount(0);
    await guide.shoot(`staff-${page.toLowerCase()}`);
  }
  await guide.press('leave-kiosk');
  await expect(guide.page.getByTestId('because')).toBeVisible();
  await guide.shoot('staff-because');
  await guide.press('because-cancel');
}

async function staffMember(guide: Guide): Promise<void> {
  await staffSignIn(guide, false);
  await guide.choose('Members');
  for (const digit of MARA) await guide.press(new RegExp(`^name-key-${digit}$`));
  await guide.press('find-members');
  await expect(guide.page.getByTestId(/^member-\d/).first()).toBeVisible();
  await guide.shoot('staff-found');
  await guide.press(/^member-\d/);
  await expect(guide.page.getByTestId('staff-member')).toBeVisible();
  await guide.shoot('staff-member');
  await guide.press('enrol-card');
  await expect(guide.page.getByTestId('enrolment')).toBeVisible();
  await guide.shoot('staff-enrol-card');
}

async function idle(guide: Guide): Promise<void> {
  await signIn(guide);
  await guide.letGo();
  await expect(guide.page.getByTestId('idle-prompt')).toBeVisible({ timeout: LONG_MS });
  await guide.shoot('idle-prompt');
  await guide.see('attract');
}

async function hanging(guide: Guide): Promise<void> {
  const signalCore = async (signal: NodeJS.Signals) => {
    for (const pid of await guide.kiosk.pidsOf('core.cjs')) process.kill(pid, signal);
  };
  // One that hangs is replaced before anybody notices, so its successor is held as well.
  const isReconnecting = async () => {
    await signalCore('SIGSTOP');
    return guide.page.getByTestId('reconnecting').isVisible();
  };
  await expect.poll(isReconnecting, { timeout: LONG_MS, intervals: [50] }).toBe(true);
  await guide.shoot('reconnecting');
  await signalCore('SIGCONT');
  await expect(guide.page.getByTestId('reconnecting')).toHaveCount(0, { timeout: LONG_MS });
  await guide.see('attract');
  await guide.shoot('attract-again');
}
