import { USUAL_APPEARANCE } from '../../shared/contract/appearance.ts';
import type {
  HeartRateLive,
  HeartRateSummary,
  HeartRateView,
  KeypadEntry,
  KioskState,
  MemberSession,
} from '../../shared/contract/kiosk-api.ts';

/** A kiosk that waits for a card, all devices there. */
export function sampleState(nowMs: number): KioskState {
  return {
    gym_name: 'Training Club Ottensen',
    locale: 'en',
    timezone: 'Europe/Berlin',
    appearance: USUAL_APPEARANCE,
    demo: true,
    has_staff: true,
    takes_pins: true,
    view: { name: 'attract', recording: 2 },
    devices: [
      { id: 'reader', family: 'rdm6300', state: 'ready', since: nowMs - 60_000, reason: null },
      { id: 'straps', family: 'ant', state: 'ready', since: nowMs - 60_000, reason: null },
      { id: 'scale', family: 'mt-sics', state: 'ready', since: nowMs - 60_000, reason: null },
    ],
    sync: { state: 'up_to_date', pending: 0, quarantined: 0, oldest_unsent_at: null, last_error: null },
    storage: 'ok',
  };
}

/** Mara, just checked in. */
export function sampleSession(nowMs: number, heartRate: HeartRateView = { phase: 'none' }): MemberSession {
  return {
    session_id: 's-1',
    first_name: 'Mara',
    checked_in_at: nowMs,
    already_in: false,
    revision: 0,
    own_pin: 'set',
    visits_this_week: 3,
    streak_weeks: 5,
    idle_prompt_at: nowMs + 20_000,
    idle_logout_at: nowMs + 30_000,
    ends_at: nowMs + 180_000,
    heart_rate: heartRate,
    weigh_in: { phase: 'none', offer: null },
  };
}

export const SAMPLE_SUMMARY: HeartRateSummary = {
  started_at: 0,
  duration_s: 2_690,
  elapsed_s: 2_712,
  heard_s: 2_690,
  average_bpm: 142,
  maximum_bpm: 178,
  seconds_per_zone: [96, 214, 482, 1_020, 724, 154],
  effort_points: 128.4,
  calories_kcal: 486,
  calories_formula: 'keytel-2005@1',
  calories_reason: null,
  max_heart_rate_bpm: 188.3,
  max_heart_rate_source: 'max-heart-rate-nes@1',
};

function bpmAt(second: number): number {
  return Math.round(128 + 36 * Math.sin(second / 47) + 8 * Math.sin(second / 9) + 3 * Math.sin(second / 2.3));
}

/** A moment of a workout that goes through all zones. */
export function sampleLive(elapsedS: number): HeartRateLive {
  const bpm = bpmAt(elapsedS);
  const percent = (bpm / 188) * 100;
  return {
    bpm,
    zone: Math.max(0, Math.min(5, Math.floor(percent / 10) - 4)),
    percent_of_max: percent,
    max_heart_rate_bpm: 188.3,
    max_heart_rate_source: 'max-heart-rate-nes@1',
    duration_s: elapsedS,
    effort_points: elapsedS / 24,
    calories_kcal: Math.round(elapsedS / 6),
    calories_formula: 'keytel-2005@1',
    calories_reason: null,
    seconds_per_zone: [40, 120, 310, 502, 260, Math.max(0, elapsedS - 1_232)],
    signal: 'ok',
    recent_bpm: Array.from({ length: 180 }, (_, index) => {
      const second = elapsedS - 179 + index;
      return second < 0 || (index > 60 && index < 66) ? 0 : bpmAt(second);
    }),
  };
}

/** Somebody at the keypad who has typed nothing yet. */
export function sampleKeypadEntry(nowMs: number): KeypadEntry {
  return { session_id: 'k-1', checking: false, failed: false, wait_until: null, ends_at: nowMs + 30_000 };
}
