import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { appearanceSchema } from './appearance.ts';
import { deviceStateSchema } from './device-messages.ts';
import { configuredFamilySchema } from './kiosk-config.ts';
import { goalsApi } from './goals-api.ts';
import { procedure, sessionRef } from './kiosk-procedure.ts';
import { dashboardSchema } from './member-documents.ts';
import { progressApi } from './progress-api.ts';
import {
  MAX_NOTIFICATIONS_LISTED,
  notificationIdSchema,
  notificationListSchema,
  notificationPreferencesSchema,
} from './notification-documents.ts';
import { sensorIdSchema } from './readings.ts';
import { staffRoleSchema } from './staff-account.ts';
import { staffApi, staffDoorApi } from './staff-api.ts';
import { weighInViewSchema } from './weigh-in-view.ts';
import { staffSessionSchema, staffSignInSchema } from './staff-views.ts';
import { LANGUAGES } from '../domain/wording/languages.ts';
import { epochMs } from './times.ts';

/**
 * Everything the screen may ask of core. The screen shows `KioskState` and calls these procedures;
 * it never names a member: what it may see follows from the session that core holds.
 */

/** Seconds spent below zone 1 and in zones 1 to 5. */
const secondsPerZone = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]);

export const heartRateSummarySchema = z.object({
  started_at: epochMs,
  /** What counts: heard, or a short silence bridged. The sum of the zones, where they are known. */
  duration_s: z.number().int().nonnegative(),
  /** From pairing the strap to the end; summaries of earlier versions do not have it. */
  elapsed_s: z.number().int().nonnegative().default(0),
  heard_s: z.number().int().nonnegative(),
  average_bpm: z.number().nullable(),
  maximum_bpm: z.number().int().nullable(),
  seconds_per_zone: secondsPerZone,
  /** Null, like the zones, when the member's maximum heart rate is not known. */
  effort_points: z.number().nullable(),
  /** An estimate; null where no formula is valid for this member and session. */
  calories_kcal: z.number().nullable(),
  /** Formula id and version behind the calories, or null. */
  calories_formula: z.string().nullable(),
  /** Code that says why there is no number, or null. */
  calories_reason: z.string().nullable(),
  /** Null when neither a measured or entered value nor an age is known. */
  max_heart_rate_bpm: z.number().nullable(),
  /** Where the maximum came from: `measured`, `entered`, or a formula id. */
  max_heart_rate_source: z.string().nullable(),
});
export type HeartRateSummary = z.infer<typeof heartRateSummarySchema>;

export const heartRateViewSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('none') }),
  z.object({
    phase: z.literal('pairing'),
    expires_at: epochMs,
    /** Straps heard in the last seconds that nobody else is wearing, strongest first; at most 12. */
    straps: z
      .array(
        z.object({
          sensor_id: z.string(),
          sensor: z.string(),
          bpm: z.number().int(),
          rssi_dbm: z.number().nullable(),
          is_mine: z.boolean(),
        }),
      )
      .max(12),
  }),
  z.object({ phase: z.literal('live'), sensor: z.string(), started_at: epochMs }),
  z.object({ phase: z.literal('summary'), summary: heartRateSummarySchema }),
]);
export type HeartRateView = z.infer<typeof heartRateViewSchema>;

export const memberSessionSchema = z.object({
  session_id: z.string(),
  first_name: z.string(),
  checked_in_at: epochMs,
  /** True when this scan changed nothing because the member was in already. */
  already_in: z.boolean(),
  /** Another number than before: documents of this member may look different, and are loaded anew. */
  revision: z.number().int().nonnegative(),
  /** Whether they have a PIN; `not_now` where it cannot be set, since they came in by PIN themselves. */
  own_pin: z.enum(['none', 'set', 'not_now']),
  visits_this_week: z.number().int(),
  streak_weeks: z.number().int(),
  /** When the "still there?" question shows and when the session ends without an answer. */
  idle_prompt_at: epochMs,
  idle_logout_at: epochMs,
  /** The session ends here whatever happens. */
  ends_at: epochMs,
  heart_rate: heartRateViewSchema,
  weigh_in: weighInViewSchema,
});
export type MemberSession = z.infer<typeof memberSessionSchema>;

export const keypadEntrySchema = z.object({
  session_id: z.string(),
  /** A PIN is being checked. */
  checking: z.boolean(),
  /** The last number and PIN did not fit each other; which of the two is not said. */
  failed: z.boolean(),
  /** No PIN is looked at before. */
  wait_until: epochMs.nullable(),
  /** The start screen is back by then when nothing is touched. */
  ends_at: epochMs,
});
export type KeypadEntry = z.infer<typeof keypadEntrySchema>;

/** Why no card is taken yet. */
export const preparingStepSchema = z.enum(['opening_store', 'demo_gym', 'recovering', 'waiting_for_disk']);
export type PreparingStep = z.infer<typeof preparingStepSchema>;

export const kioskViewSchema = z.discriminatedUnion('name', [
  /** Not ready for members yet; `progress` runs from 0 to 1. */
  z.object({
    name: z.literal('preparing'),
    step: preparingStepSchema,
    progress: z.number().min(0).max(1),
  }),
  /** Waiting for a card. `recording` counts heart-rate sessions that go on in the background. */
  z.object({ name: z.literal('attract'), recording: z.number().int() }),
  /** Neutral for the member ("please see the front desk"); the exact reason is kept for staff. */
  z.object({ name: z.literal('refused'), kind: z.enum(['unknown_card', 'see_front_desk']), until: epochMs }),
  z.object({ name: z.literal('member'), session: memberSessionSchema }),
  /** Somebody types their member number and PIN. */
  z.object({ name: z.literal('keypad'), entry: keypadEntrySchema }),
  /** Somebody of the staff is about to sign in. */
  z.object({ name: z.literal('staff_sign_in'), sign_in: staffSignInSchema }),
  z.object({ name: z.literal('staff'), session: staffSessionSchema }),
]);
export type KioskView = z.infer<typeof kioskViewSchema>;

export const kioskStateSchema = z.object({
  gym_name: z.string(),
  locale: z.enum(LANGUAGES),
  timezone: z.string(),
  /** How the screen looks unless the member who stands there wants it otherwise. */
  appearance: appearanceSchema,
  /** Simulated devices may be driven from the screen. */
  demo: z.boolean(),
  /** There are staff accounts that could sign in. */
  has_staff: z.boolean(),
  /** Some member has a PIN: number and PIN are a way in. */
  takes_pins: z.boolean(),
  view: kioskViewSchema,
  devices: z.array(
    z.object({
      id: z.string(),
      family: configuredFamilySchema,
      state: deviceStateSchema,
      since: epochMs,
      reason: z.string().nullable(),
    }),
  ),
  sync: z.object({
    state: z.enum(['off', 'up_to_date', 'pushing', 'waiting']),
    pending: z.number().int(),
    quarantined: z.number().int(),
    oldest_unsent_at: epochMs.nullable(),
    last_error: z.string().nullable(),
  }),
  /** `failing`: the last write did not reach the disk; nothing new is confirmed until it does. */
  storage: z.enum(['ok', 'failing']),
});
export type KioskState = z.infer<typeof kioskStateSchema>;

export const heartRateLiveSchema = z.object({
  /** Null while the strap is silent. */
  bpm: z.number().int().nullable(),
  /** 0 below zone 1, else 1 to 5; null without a reading or without a known maximum. */
  zone: z.number().int().min(0).max(5).nullable(),
  percent_of_max: z.number().nullable(),
  max_heart_rate_bpm: z.number().nullable(),
  max_heart_rate_source: z.string().nullable(),
  /** What counts so far: the number that the summary will go on from, and the sum of the zones. */
  duration_s: z.number().int().nonnegative(),
  effort_points: z.number().nullable(),
  calories_kcal: z.number().nullable(),
  calories_formula: z.string().nullable(),
  calories_reason: z.string().nullable(),
  seconds_per_zone: secondsPerZone,
  signal: z.enum(['ok', 'lost']),
  /** Last 180 seconds at 1 Hz, oldest first, 0 for a gap. */
  recent_bpm: z.array(z.number().int()).max(180),
});
export type HeartRateLive = z.infer<typeof heartRateLiveSchema>;

export const demoCastSchema = z.array(
  z.object({
    member_number: z.string(),
    first_name: z.string(),
    has_card: z.boolean(),
    /** What to type with the number. */
    pin: z.string(),
    /** Too many wrong PINs were typed: only the card works. */
    pin_locked: z.boolean(),
    has_strap: z.boolean(),
    /** Whether their strap is on, as far as the screen put it on. */
    wearing: z.boolean().optional(),
  }),
);
export type DemoCast = z.infer<typeof demoCastSchema>;

/** A demo gym's staff with their PINs, so that a stranger can try staff mode. */
export const demoStaffSchema = z.array(
  z.object({ name: z.string(), role: staffRoleSchema, pin: z.string() }),
);
export type DemoStaff = z.infer<typeof demoStaffSchema>;

/** Digits as somebody typed them. */
const typedPin = z.string().regex(/^[0-9]{1,16}$/);

export const kioskApi = {
  kiosk: {
    /** The whole state at once, then again on every change. */
    watch: procedure.output(eventIterator(kioskStateSchema)),
    ping: procedure.output(z.object({ now: epochMs })),
  },
  /** Of whoever is at the screen: a member, somebody at the keypad, or staff signed in or signing in. */
  session: {
    /** Somebody touched the screen: the idle time starts anew. */
    touch: procedure.input(sessionRef).output(z.void()),
    end: procedure.input(sessionRef).output(z.void()),
  },
  /** The way in without a card. */
  keypad: {
    open: procedure.output(z.void()),
    checkIn: procedure
      .input(sessionRef.extend({ member_number: z.string().regex(/^[0-9]{1,32}$/), pin: typedPin }))
      .output(z.void()),
  },
  pin: {
    /** Sets the PIN of whoever came in by card; `old_pin` where there is one already. */
    set: procedure.input(sessionRef.extend({ pin: typedPin, old_pin: typedPin.nullable() })).output(z.void()),
  },
  dashboard: {
    get: procedure.input(sessionRef).output(dashboardSchema),
  },
  progress: progressApi,
  goals: goalsApi,
  notifications: {
    /** What the member was told lately, newest first. */
    list: procedure.input(sessionRef).output(notificationListSchema),
    /** Marks those as read that are the member's own; doing it again changes nothing. */
    markRead: procedure
      .input(sessionRef.extend({ ids: z.array(notificationIdSchema).min(1).max(MAX_NOTIFICATIONS_LISTED) }))
      .output(z.void()),
    preferences: procedure.input(sessionRef).output(notificationPreferencesSchema),
    /** Answers with all preferences as they are stored then. */
    setPreferences: procedure
      .input(sessionRef.extend({ preferences: notificationPreferencesSchema.min(1) }))
      .output(notificationPreferencesSchema),
  },
  heartRate: {
    startPairing: procedure.input(sessionRef).output(z.void()),
    cancelPairing: procedure.input(sessionRef).output(z.void()),
    pair: procedure.input(sessionRef.extend({ sensor_id: sensorIdSchema })).output(z.void()),
    /** The live numbers of this member's running session, about once a second. */
    watch: procedure.input(sessionRef).output(eventIterator(heartRateLiveSchema)),
    finish: procedure.input(sessionRef).output(z.void()),
    closeSummary: procedure.input(sessionRef).output(z.void()),
  },
  weighIn: {
    /** Waits for the next stable weight, for a minute. */
    start: procedure.input(sessionRef).output(z.void()),
    /** Whether a surprising weight is right. */
    answer: procedure.input(sessionRef.extend({ is_mine: z.boolean() })).output(z.void()),
    /** Whether the weight that is offered was this member. */
    answerOffer: procedure
      .input(sessionRef.extend({ reading_id: z.string().min(1).max(200), is_mine: z.boolean() }))
      .output(z.void()),
    /** Takes back what was just stored. */
    undo: procedure.input(sessionRef).output(z.void()),
    /** Ends the weigh-in, whatever it shows. */
    close: procedure.input(sessionRef).output(z.void()),
  },
  staffDoor: staffDoorApi,
  staff: staffApi,
  demo: {
    cast: procedure.output(demoCastSchema),
    staff: procedure.output(demoStaffSchema),
    /** Drives a simulated device: holds a member's card to the reader, or an unknown one. */
    tapCard: procedure.input(z.object({ member_number: z.string().max(32).nullable() })).output(z.void()),
    /** Puts the member's strap on (or takes it off) at the simulated receiver. */
    wearStrap: procedure
      .input(z.object({ member_number: z.string().max(32), on: z.boolean() }))
      .output(z.void()),
    /** The member steps on the simulated scale, stands still, and off again. */
    stepOnScale: procedure.input(z.object({ member_number: z.string().max(32) })).output(z.void()),
  },
};
