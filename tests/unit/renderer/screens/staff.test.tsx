import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  sampleSignIn,
  sampleStaffDevices,
  sampleStaffSync,
} from '../../../../renderer/preview/sample-staff.ts';
import { sampleState } from '../../../../renderer/preview/sample-state.ts';
import type { KioskState } from '../../../../shared/contract/kiosk-api.ts';
import type { StaffSignIn } from '../../../../shared/contract/staff-views.ts';
import { closeKioskPage, NOW_MS, openKioskPage, type KioskPage } from '../../../support/kiosk-page.tsx';

let page: KioskPage;

beforeEach(async () => {
  page = await openKioskPage();
});
afterEach(closeKioskPage);

const showSignIn = (changes: Partial<StaffSignIn> = {}, state: Partial<KioskState> = {}): Promise<void> =>
  page.settle(() =>
    page.show({
      ...sampleState(NOW_MS),
      ...state,
      view: { name: 'staff_sign_in', sign_in: { ...sampleSignIn(NOW_MS), ...changes } },
    }),
  );

const type = async (digits: string): Promise<void> => {
  for (const digit of digits) await page.touchOn(`key-${digit}`);
};

describe('the way into staff mode', () => {
  it('is a quiet button on the start screen, and only where there are accounts', async () => {
    await page.settle(() => page.showAttract());
    await page.touchOn('staff-open');
    expect(page.callsOf('staffDoor.open')).toHaveLength(1);
    await page.settle(() => page.showAttract({ has_staff: false }));
    expect(screen.queryByTestId('staff-open')).toBeNull();
  });

  it('asks who is there, then for the PIN, and hands both to core', async () => {
    await showSignIn();
    await page.touchOn('staff-account-Kim');
    expect(page.callsOf('staffDoor.choose')[0]?.input).toEqual({ session_id: 'staff-door', name: 'Kim' });
    await showSignIn({ chosen: 'Kim' });
    await type('13571357');
    await page.touchOn('staff-sign-in');
    expect(page.callsOf('staffDoor.signIn')[0]?.input).toEqual({ session_id: 'staff-door', pin: '13571357' });
  });

  it('never shows the digits, only how many there are', async () => {
    await showSignIn({ chosen: 'Kim' });
    await type('1357');
    expect(screen.getByLabelText('4 digits typed')).toBeTruthy();
    expect(document.querySelector('[data-testid="screen-staff_sign_in"]')?.textContent).not.toContain('1357');
    await page.touchOn('key-erase');
    expect(screen.getByLabelText('3 digits typed')).toBeTruthy();
  });

  it('says when the PIN was wrong and how many tries are left, and forgets what was typed', async () => {
    page.answer('staffDoor.signIn', { ok: false, code: 'WRONG_PIN' });
    await showSignIn({ chosen: 'Kim', tries_left: 3 });
    await type('00000000');
    await page.touchOn('staff-sign-in');
    expect(screen.getByTestId('pin-message').textContent).toBe('That PIN is not right. 3 tries left');
    expect(screen.getByLabelText('0 digits typed')).toBeTruthy();
  });

  it('takes no digits while it is locked, and says for how long', async () => {
    await showSignIn({ chosen: 'Kim', locked_until: NOW_MS + 61_000 });
    expect(screen.getByTestId('pin-message').textContent).toContain('1:01');
    expect(screen.getByTestId<HTMLButtonElement>('key-1').disabled).toBe(true);
    await page.pass(61_000);
    expect(screen.getByTestId<HTMLButtonElement>('key-1').disabled).toBe(false);
  });

  it('speaks the gym’s language', async () => {
    await showSignIn({}, { locale: 'de' });
    expect(page.text()).toContain('Wer bist du?');
    await showSignIn({}, { locale: 'es' });
    expect(page.text()).toContain('¿Quién eres?');
  });
});

describe('the devices page', () => {
  it('says in words how each device does, and why one is lost', async () => {
    await page.settle(() => page.showStaff());
    expect(screen.getByTestId('device-door').textContent).toContain('Ready');
    expect(screen.getByTestId('device-scale').textContent).toContain('The port is not there');
    expect(screen.getByTestId('test-door').textContent).toContain('5634');
  });

  it('says of a device that nobody recognised what it may be, and what speaks for it', async () => {
    const [device] = sampleStaffDevices(NOW_MS).devices;
    const scale = {
      ...device!,
      id: 'scale',
      family: 'auto' as const,
      state: 'starting' as const,
      reason: 'undecided' as const,
      detection: {
        device: 'scale',
        verdict: 'undecided' as const,
        reason: 'ambiguous' as const,
        family: null,
        line: null,
        candidates: [
          { family: 'kern' as const, score: 0.8, reason: 'heard' as const, detail: 'sixteen columns ×4' },
          { family: 'ohaus' as const, score: 0.7, reason: 'answered' as const, detail: 'ten columns ×4' },
        ],
      },
    };
    page.answer('staff.devices', { ok: true, value: { devices: [scale], test: null } });
    await page.settle(() => page.showStaff());
    expect(screen.getByTestId('device-scale').textContent).toContain('not clear what it is');
    const told = screen.getByTestId('candidates-scale').textContent;
    expect(told).toContain('What it says fits several families.');
    expect(told).toMatch(/kern \(80.?%\), by what it says.*ohaus \(70.?%\), by its answer/);
  });

  it('opens a device anew and looks again at once', async () => {
    await page.settle(() => page.showStaff());
    const looksBefore = page.callsOf('staff.devices').length;
    await page.touchOn('reconnect-scale');
    expect(page.callsOf('staff.reconnectDevice')[0]?.input).toEqual({
      session_id: 'staff-1',
      device: 'scale',
    });
    expect(page.callsOf('staff.devices').length).toBeGreaterThan(looksBefore);
  });

  it('says so when what was asked could not be noted, and so was not done', async () => {
    page.answer('staff.reconnectDevice', { ok: false, code: 'STORAGE_FAILING' });
    await page.settle(() => page.showStaff());
    await page.touchOn('reconnect-scale');
    expect(screen.getByTestId('act-failure').textContent).toContain('Nothing was changed');
  });
});

describe('the sync page', () => {
  const open = async (role: 'owner' | 'trainer' = 'owner'): Promise<void> => {
    await page.settle(() => page.showStaff({ role }));
    await page.settle(() => screen.getByLabelText('Sync').click());
  };

  it('says in words what is wrong, and what was last heard', async () => {
    await open();
    expect(screen.getByTestId('sync-state').textContent).toContain('Nothing is lost');
    expect(screen.getByTestId('sync-error').textContent).toContain('network or server are down');
    expect(screen.getByTestId('sync-clock').textContent).toMatch(/clock is .*17.* behind/);
    expect(screen.getByTestId('sync-alarm').textContent).toContain('missing records');
    expect(screen.getByTestId('sync-alarm').textContent).toContain('1/4640–4652');
  });

  it('queues a refused record once more', async () => {
    await open();
    await page.touchOn('retry-1-4711');
    expect(page.callsOf('staff.retryFact')[0]?.input).toMatchObject({
      session_id: 'staff-1',
      epoch: 1,
      seq: 4711,
    });
  });

  it('sets nothing aside without a reason', async () => {
    await open();
    await page.touchOn('set-aside-1-4711');
    expect(page.callsOf('staff.setFactAside')).toEqual([]);
    await page.touchOn('because-1');
    expect(page.callsOf('staff.setFactAside')[0]?.input).toMatchObject({
      session_id: 'staff-1',
      epoch: 1,
      seq: 4711,
      because: 'test_record',
    });
  });

  it('offers a trainer no way to set anything aside', async () => {
    await open('trainer');
    expect(screen.queryByTestId('set-aside-1-4711')).toBeNull();
    expect(screen.getByTestId('retry-1-4711')).toBeTruthy();
  });

  it('is calm when all is well', async () => {
    page.answer('staff.sync', {
      ok: true,
      value: {
        ...sampleStaffSync(NOW_MS),
        state: 'up_to_date',
        pending: 0,
        last_error: null,
        quarantine: [],
        quarantined: 0,
      },
    });
    await open();
    expect(page.text()).toContain('Everything has been sent.');
    expect(page.text()).toContain('Central has refused nothing');
  });
});

describe('staff mode', () => {
  it('asks whether somebody is still there, and any touch is an answer', async () => {
    await page.settle(() => page.showStaff());
    await page.pass(61_000);
    expect(screen.getByTestId('idle-prompt')).toBeTruthy();
    await page.touchOn('idle-prompt');
    expect(page.callsOf('session.touch').at(-1)?.input).toEqual({ session_id: 'staff-1' });
  });

  it('leaves nothing of itself in the page when core ends it', async () => {
    await page.settle(() => page.showStaff());
    await page.settle(() => page.showAttract());
    expect(page.screenName()).toBe('attract');
    expect(page.text()).not.toContain('Kim');
  });
});

describe('the page of today', () => {
  const open = async (): Promise<void> => {
    await page.settle(() => page.showStaff());
    await page.settle(() => screen.getByLabelText('Today').click());
  };

  it('says exactly why somebody was refused, and lets in only with a reason', async () => {
    await open();
    expect(screen.getByTestId('refusal-1-5120').textContent).toContain('Membership unpaid');
    await page.touchOn('override-5120');
    expect(page.callsOf('staff.overrideRefusal')).toEqual([]);
    await page.touchOn('because-0');
    expect(page.callsOf('staff.overrideRefusal')[0]?.input).toMatchObject({
      session_id: 'staff-1',
      epoch: 1,
      seq: 5120,
      because: 'paid_at_desk',
    });
  });

  it('offers nothing for a card nobody owns, nor for a refusal that was answered', async () => {
    await open();
    expect(screen.queryByTestId('override-5080')).toBeNull();
    expect(screen.getByTestId('refusal-1-4990').textContent).toContain('Let in by staff');
  });

  it('looks once, and again only when asked: every look is noted', async () => {
    await open();
    await page.pass(40_000);
    expect(page.callsOf('staff.today')).toHaveLength(1);
    await page.touchOn('today-again');
    expect(page.callsOf('staff.today')).toHaveLength(2);
  });
});

describe('the page of members', () => {
  const find = async (): Promise<void> => {
    await page.settle(() => page.showStaff());
    await page.settle(() => screen.getByLabelText('Members').click());
    await page.touchOn('name-key-M');
    expect(screen.getByTestId<HTMLButtonElement>('find-members').disabled).toBe(true);
    await page.touchOn('name-key-A');
    await page.touchOn('find-members');
  };

  it('searches once for what was typed, not with every letter', async () => {
    await find();
    expect(page.callsOf('staff.findMembers').map(({ input }) => input)).toEqual([
      { session_id: 'staff-1', query: 'ma' },
    ]);
    expect(screen.getByTestId('member-1188').textContent).toContain('Unpaid');
  });

  it('opens one member and waits for a card that is to be theirs', async () => {
    await find();
    await page.touchOn('member-1042');
    expect(page.callsOf('staff.member')[0]?.input).toEqual({ session_id: 'staff-1', member_id: 'm-1' });
    await page.touchOn('enrol-card');
    expect(page.callsOf('staff.startCardEnrolment')[0]?.input).toEqual({
      session_id: 'staff-1',
      member_id: 'm-1',
    });
    const enrolment = { member_id: 'm-1', until: NOW_MS + 30_000 };
    await page.settle(() => page.showStaff({ enrolment: { ...enrolment, state: 'waiting' } }));
    expect(screen.getByTestId('enrolment').textContent).toContain('Hold the new card to the reader');
    await page.settle(() => page.showStaff({ enrolment: { ...enrolment, state: 'enrolled' } }));
    expect(screen.getByTestId('enrolment').textContent).toContain('The card is Mara Lindqvist’s now.');
    // The card is on the page without another touch.
    expect(page.callsOf('staff.member')).toHaveLength(2);
  });

  it('unlocks a PIN at once', async () => {
    await find();
    await page.touchOn('member-1042');
    expect(screen.getByTestId('staff-member').textContent).toContain('Locked');
    await page.touchOn('unlock-pin');
    expect(page.callsOf('staff.unlockPin').map(({ input }) => input)).toEqual([
      { session_id: 'staff-1', member_id: 'm-1' },
    ]);
    // What became of it is on the page without another touch.
    expect(page.callsOf('staff.member')).toHaveLength(2);
  });

  it('takes a PIN away for an owner who says why, and offers it to nobody else', async () => {
    await find();
    await page.touchOn('member-1042');
    await page.touchOn('forget-pin');
    expect(page.callsOf('staff.forgetPin')).toEqual([]);
    await page.touchOn('because-cancel');
    await page.touchOn('forget-pin');
    await page.touchOn('because-0');
    expect(page.callsOf('staff.forgetPin').map(({ input }) => input)).toEqual([
      { session_id: 'staff-1', member_id: 'm-1', because: 'forgotten' },
    ]);
    await page.settle(() => page.showStaff({ role: 'trainer' }));
    expect(screen.queryByTestId('forget-pin')).toBeNull();
    expect(screen.getByTestId('unlock-pin')).toBeDefined();
  });

  it('gives a strap that is in range and nobody’s', async () => {
    await find();
    await page.touchOn('member-1042');
    await page.touchOn('enrol-strap');
    await page.touchOn('free-strap-86453');
    expect(page.callsOf('staff.enrolStrap')[0]?.input).toEqual({
      session_id: 'staff-1',
      member_id: 'm-1',
      sensor_id: '86453',
    });
  });
});

describe('the jobs page', () => {
  const open = async (role: 'owner' | 'trainer' = 'owner'): Promise<void> => {
    await page.settle(() => page.showStaff({ role }));
    await page.settle(() => screen.getByLabelText('Jobs').click());
  };

  it('says of each job how it went, how long it took, and when it is due', async () => {
    await open();
    const attendance = screen.getByTestId('job-daily_attendance').textContent;
    for (const said of ['Done', '9 h ago', '0:04', 'attended: 148, stayed away: 9', 'visits: 312'])
      expect(attendance).toContain(said);
    expect(screen.getByTestId('job-database_backup').textContent).toContain('not enough room on the disk');
    expect(screen.getByTestId('job-database_check').textContent).toContain('never');
  });

  it('shows how far a job has got, and does not offer to run it meanwhile', async () => {
    await open();
    const summaries = screen.getByTestId('job-weekly_summary');
    expect(summaries.querySelector('progress')?.value).toBeCloseTo(0.42);
    expect(screen.getByTestId<HTMLButtonElement>('run-weekly_summary').disabled).toBe(true);
  });

  it('has a job done now and looks again at once', async () => {
    await open();
    const looksBefore = page.callsOf('staff.jobs').length;
    await page.touchOn('run-database_backup');
    expect(page.callsOf('staff.runJob')[0]?.input).toEqual({ session_id: 'staff-1', job: 'database_backup' });
    expect(page.callsOf('staff.jobs').length).toBeGreaterThan(looksBefore);
  });

  it('lets a trainer look, and only look', async () => {
    await open('trainer');
    expect(screen.getByTestId('job-retention').textContent).toContain('heart rate minutes: 5,120');
    expect(screen.queryByTestId('run-retention')).toBeNull();
  });
});

describe('the kiosk page', () => {
  const open = async (role: 'owner' | 'trainer'): Promise<void> => {
    await page.settle(() => page.showStaff({ role }));
    await page.settle(() => screen.getByLabelText('Kiosk').click());
  };

  it('checks the database and says what it came to', async () => {
    await open('trainer');
    await page.touchOn('check-database');
    expect(screen.getByTestId('check-result').textContent).toContain('All is well: 18,220 records');
    page.answer('staff.checkDatabase', {
      ok: true,
      value: { problem: 'wrong_hash at 1/4711', facts: 4_710, took_ms: 90 },
    });
    await page.touchOn('check-database');
    expect(screen.getByTestId('check-result').textContent).toContain('wrong_hash at 1/4711');
  });

  it('lets an owner leave with a reason, and a trainer not at all', async () => {
    await open('trainer');
    expect(screen.queryByTestId('leave-kiosk')).toBeNull();
    await open('owner');
    await page.touchOn('leave-kiosk');
    expect(page.callsOf('staff.leaveKiosk')).toEqual([]);
    await page.touchOn('because-0');
    expect(page.callsOf('staff.leaveKiosk')[0]?.input).toEqual({
      session_id: 'staff-1',
      because: 'maintenance',
    });
  });
});
