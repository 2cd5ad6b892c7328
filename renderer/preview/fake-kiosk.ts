import type {
  HeartRateLive,
  HeartRateView,
  KioskState,
  KioskView,
  MemberSession,
} from '../../shared/contract/kiosk-api.ts';
import { appearanceSchema } from '../../shared/contract/appearance.ts';
import type { KioskBridge } from '../../shared/contract/kiosk-bridge.ts';
import { fakeKiosk, Refused, type FakeAnswers } from './fake-contract.ts';
import { LONG_NAME, sampleDashboard, sampleLongWords, sampleNewcomer } from './sample-dashboard.ts';
import { createFakeStaff, staffView } from './fake-staff.ts';
import { sampleEntries, sampleEntryForm, sampleRecorded } from './sample-entries.ts';
import { SAMPLE_PREVIEW, sampleGoalForm } from './sample-goal-form.ts';
import { createFakeWeighIn, firstWeighIn } from './fake-weigh-in.ts';
import { sampleCounts, sampleHistory } from './sample-history.ts';
import { SAMPLE_SUMMARY, sampleKeypadEntry, sampleLive, sampleSession, sampleState } from './sample-state.ts';
import { sampleNotifications, samplePreferences } from './sample-notifications.ts';

/**
 * A kiosk without any process behind it, for looking at the screens in a browser. The page's address
 * says how it starts: `?view=attract|keypad|preparing|refused|member|staff_sign_in|staff`, `?locale=de|es`, `?text=100..200`, `?theme=light|contrast`, `?heart=pairing|searching|live|summary`,
 * `?weigh=offer|waiting|settling|question|done|body|missed`,
 * and any of `newcomer`, `returning`, `lost`, `offline`, `failing`, `idle`, `silent`, `ageless`, `long`.
 */
export function createFakeKiosk(address: URLSearchParams): KioskBridge {
  const startMs = Date.now();
  const listeners = new Set<(state: KioskState) => void>();
  let state = firstState(address, startMs);

  const show = (next: KioskState) => {
    state = next;
    for (const listener of listeners) listener(next);
  };
  const inSession = (change: (session: MemberSession) => MemberSession): void => {
    if (state.view.name === 'member')
      show({ ...state, view: { name: 'member', session: change(state.view.session) } });
  };
  const answers: FakeAnswers = {
    'kiosk.watch'(listener) {
      listeners.add(listener);
      queueMicrotask(() => listener(state));
      return () => listeners.delete(listener);
    },
    'session.touch': () =>
      inSession((session) => ({
        ...session,
        idle_prompt_at: Date.now() + 20_000,
        idle_logout_at: Date.now() + 30_000,
      })),
    'session.end': () => show({ ...state, view: { name: 'attract', recording: 2 } }),
    ...fakeDocuments(address, startMs),
    ...fakeHeartRate(address, startMs, (heart_rate) => inSession((session) => ({ ...session, heart_rate }))),
    ...fakeDoor((view) => show({ ...state, view })),
    'pin.set': () => inSession((session) => ({ ...session, own_pin: 'set' })),
    ...createFakeWeighIn(inSession),
    ...createFakeStaff(startMs, (view) => show({ ...state, view })),
  };
  return fakeKiosk(answers, {
    watchConnection(listener) {
      listener(address.has('offline') ? 'reconnecting' : 'connected');
      return () => undefined;
    },
  });
}

/** What a member reads and notes. */
function fakeDocuments(address: URLSearchParams, startMs: number): FakeAnswers {
  const has = (word: string) => address.has(word);
  return {
    'dashboard.get': () =>
      has('newcomer')
        ? sampleNewcomer(startMs)
        : has('long')
          ? sampleLongWords(startMs)
          : sampleDashboard(startMs),
    'progress.history': ({ metric_type, time_range }) =>
      metric_type === 'workout_count'
        ? sampleCounts(startMs, time_range)
        : sampleHistory(startMs, time_range),
    'progress.entryForm': () => sampleEntryForm(startMs),
    'progress.record': (entry) =>
      has('surprise') && !entry.confirmed
        ? { outcome: 'surprising', low: 62.1, high: 67.4 }
        : sampleRecorded(Date.now(), entry),
    'progress.entries': ({ metric_type }) => sampleEntries(startMs, metric_type),
    'goals.form': () => sampleGoalForm(startMs),
    'goals.preview': () => SAMPLE_PREVIEW,
    'goals.set': () => ({ outcome: 'done' }),
    'goals.change': () => ({ outcome: 'done' }),
    'notifications.list': () =>
      has('newcomer') ? { unread: 0, notifications: [] } : sampleNotifications(startMs),
    'notifications.preferences': () => samplePreferences(),
    'notifications.setPreferences': ({ preferences }) => samplePreferences(preferences),
  };
}

function fakeHeartRate(
  address: URLSearchParams,
  startMs: number,
  show: (view: HeartRateView) => void,
): FakeAnswers {
  return {
    'heartRate.startPairing': () => show(pairing(startMs, !address.has('searching'))),
    'heartRate.cancelPairing': () => show({ phase: 'none' }),
    'heartRate.pair': ({ sensor_id }) => show({ phase: 'live', sensor: sensor_id, started_at: Date.now() }),
    'heartRate.watch'(_input, listener) {
      const emit = () => listener(liveNow(address, startMs));
      const timer = setInterval(emit, 1_000);
      queueMicrotask(emit);
      return () => clearInterval(timer);
    },
    'heartRate.finish': () => show({ phase: 'summary', summary: SAMPLE_SUMMARY }),
    'heartRate.closeSummary': () => show({ phase: 'none' }),
  };
}

/** The ways in: a demo's cards, and number and PIN, which is always wrong. */
function fakeDoor(show: (view: KioskView) => void): FakeAnswers {
  return {
    'demo.cast': () =>
      ['Mara', 'Jonas', 'Aylin', 'Tom', 'Noor'].map((first_name, index) => ({
        member_number: `10${index}`,
        first_name,
        has_card: true,
        pin: `${4_711 + 631 * index}`,
        pin_locked: index === 3,
        has_strap: index < 3,
      })),
    'demo.staff': () => [
      { name: 'Robin', role: 'trainer', pin: '24682468' },
      { name: 'Kim', role: 'owner', pin: '13571357' },
    ],
    'demo.tapCard': ({ member_number }) =>
      show(
        member_number === null
          ? { name: 'refused', kind: 'unknown_card', until: Date.now() + 6_000 }
          : { name: 'member', session: { ...sampleSession(Date.now()), session_id: `s-${Date.now()}` } },
      ),
    'keypad.open': () => show({ name: 'keypad', entry: sampleKeypadEntry(Date.now()) }),
    'keypad.checkIn'() {
      const entry = { ...sampleKeypadEntry(Date.now()), failed: true, wait_until: Date.now() + 4_000 };
      show({ name: 'keypad', entry });
      return new Refused('WRONG_PIN');
    },
  };
}

function firstState(address: URLSearchParams, nowMs: number): KioskState {
  const locale = address.get('locale') as KioskState['locale'] | null;
  const state: KioskState = {
    ...sampleState(nowMs),
    ...(locale === null ? {} : { locale }),
    storage: address.has('failing') ? 'failing' : 'ok',
    appearance: appearanceSchema.parse({
      text_percent: Number(address.get('text') ?? 100),
      theme: address.get('theme') ?? 'dark',
    }),
  };
  const devices = address.has('lost')
    ? state.devices.map((device) => ({ ...device, state: 'lost' as const }))
    : state.devices;
  const sync = address.has('lost')
    ? { ...state.sync, state: 'waiting' as const, pending: 42, quarantined: 1 }
    : state.sync;
  return { ...state, devices, sync, view: firstView(address, nowMs) };
}

function firstView(address: URLSearchParams, nowMs: number): KioskState['view'] {
  switch (address.get('view')) {
    case 'preparing':
      return { name: 'preparing', step: 'demo_gym', progress: 0.62 };
    case 'refused':
      return {
        name: 'refused',
        kind: address.has('known') ? 'see_front_desk' : 'unknown_card',
        until: nowMs + 6_000,
      };
    case 'member': {
      const session = sampleSession(nowMs, firstHeartRate(address.get('heart'), nowMs));
      return {
        name: 'member',
        session: {
          ...session,
          first_name: address.has('long') ? LONG_NAME : address.has('newcomer') ? 'Noor' : 'Mara',
          already_in: address.has('returning'),
          weigh_in: firstWeighIn(address.get('weigh'), nowMs),
          ...(address.has('newcomer') ? { visits_this_week: 1, streak_weeks: 0 } : {}),
          ...(address.has('idle')
            ? { idle_prompt_at: nowMs, idle_logout_at: nowMs + 13_000 }
            : { idle_prompt_at: nowMs + 90_000, idle_logout_at: nowMs + 100_000 }),
        },
      };
    }
    case 'keypad':
      return {
        name: 'keypad',
        entry: {
          ...sampleKeypadEntry(nowMs),
          ...(address.has('wrong') ? { failed: true, wait_until: nowMs + 16_000 } : {}),
        },
      };
    case 'staff_sign_in':
    case 'staff':
      return staffView(address, nowMs);
    default:
      return { name: 'attract', recording: 2 };
  }
}

function firstHeartRate(heart: string | null, nowMs: number): HeartRateView {
  if (heart === 'pairing' || heart === 'searching') return pairing(nowMs, heart === 'pairing');
  if (heart === 'live') return { phase: 'live', sensor: '20917', started_at: nowMs };
  if (heart === 'summary')
    return { phase: 'summary', summary: { ...SAMPLE_SUMMARY, started_at: nowMs - 2_712_000 } };
  return { phase: 'none' };
}

function pairing(nowMs: number, heard: boolean): HeartRateView {
  const straps = [
    { sensor_id: '86453', sensor: '20917', bpm: 74, rssi_dbm: -52, is_mine: false },
    { sensor_id: '31166', sensor: '31166', bpm: 112, rssi_dbm: -66, is_mine: true },
    { sensor_id: '48802', sensor: '48802', bpm: 138, rssi_dbm: -84, is_mine: false },
    { sensor_id: '11873', sensor: '11873', bpm: 96, rssi_dbm: null, is_mine: false },
  ];
  return { phase: 'pairing', expires_at: nowMs + 60_000, straps: heard ? straps : [] };
}

function liveNow(address: URLSearchParams, startMs: number): HeartRateLive {
  const live = sampleLive(
    1_290 + Number(address.get('at') ?? 0) + Math.floor((Date.now() - startMs) / 1_000),
  );
  if (address.has('silent')) return { ...live, bpm: null, zone: null, percent_of_max: null, signal: 'lost' };
  if (address.has('ageless')) {
    return {
      ...live,
      zone: null,
      percent_of_max: null,
      max_heart_rate_bpm: null,
      max_heart_rate_source: null,
      effort_points: null,
      calories_kcal: null,
      calories_formula: null,
      calories_reason: 'birth_date_unknown',
      seconds_per_zone: [0, 0, 0, 0, 0, 0],
    };
  }
  return live;
}
