import { z } from 'zod';
import { centralAlarmSchema } from './facts.ts';
import {
  captureStatusSchema,
  DEVICE_REASONS,
  detectionSchema,
  deviceCountersSchema,
  deviceStateSchema,
} from './device-messages.ts';
import { configuredFamilySchema, MAX_DEVICES } from './kiosk-config.ts';
import { epochMs } from './times.ts';

/** What staff pages are made of. */

/** Last readings kept of a device under test. */
export const MAX_TEST_READINGS = 5;

/** Whose card was held to a reader under test: for staff, and for nobody else. */
const testCardSchema = z.discriminatedUnion('whose', [
  z.object({ whose: z.literal('member'), name: z.string(), member_number: z.string() }),
  z.object({ whose: z.literal('staff'), name: z.string() }),
  z.object({ whose: z.literal('nobody') }),
  z.object({ whose: z.literal('ambiguous') }),
]);

/** A reading while a device is tested: what it says right now, a card's number but for its end hidden. */
const testReadingSchema = z.object({
  /** Counts up within a test. */
  n: z.number().int(),
  at: epochMs,
  kind: z.enum(['heart_rate', 'weight', 'body_composition', 'card']),
  text: z.string().max(80),
  /** Null for anything but a card. */
  card: testCardSchema.nullable(),
});
export type TestReading = z.infer<typeof testReadingSchema>;

export const staffDevicesSchema = z.object({
  devices: z
    .array(
      z.object({
        id: z.string(),
        family: configuredFamilySchema,
        state: deviceStateSchema,
        since: epochMs,
        reason: z.enum(DEVICE_REASONS).nullable(),
        /** False for one that was found plugged in. */
        configured: z.boolean(),
        /** Null until the device process has told any. */
        counters: deviceCountersSchema.nullable(),
        detection: detectionSchema.nullable(),
        capture: captureStatusSchema.nullable(),
      }),
    )
    .max(2 * MAX_DEVICES),
  /** The device under test, newest reading first. */
  test: z
    .object({
      device: z.string(),
      until: epochMs,
      readings: z.array(testReadingSchema).max(MAX_TEST_READINGS),
    })
    .nullable(),
});
export type StaffDevices = z.infer<typeof staffDevicesSchema>;

/** Most records shown that central will not take; the count says how many there are. */
export const MAX_QUARANTINED_SHOWN = 50;

export const quarantinedFactSchema = z.object({
  epoch: z.number().int(),
  seq: z.number().int(),
  kind: z.string(),
  /** Why central did not take it. */
  code: z.string().nullable(),
  happened_at: epochMs,
  /** What it says, without names, numbers of cards or measurements. */
  summary: z.array(z.object({ key: z.string(), text: z.string().max(80) })).max(8),
});
export type QuarantinedFact = z.infer<typeof quarantinedFactSchema>;

/** Most of what central found wrong that is shown. */
export const MAX_ALARMS_SHOWN = 20;

export const staffSyncSchema = z.object({
  state: z.enum(['off', 'up_to_date', 'pushing', 'waiting']),
  central_url: z.string().nullable(),
  pending: z.number().int(),
  quarantined: z.number().int(),
  oldest_unsent_at: epochMs.nullable(),
  last_error: z.string().nullable(),
  /** When central last took something, since this core started; null for not yet. */
  last_success_at: epochMs.nullable(),
  /** By central's clock: everything that was stored there before is known here; null for nothing ever. */
  known_until: epochMs.nullable(),
  /** When the next try begins by itself; null while none is planned. */
  next_try_at: epochMs.nullable(),
  /** How far this kiosk's clock is ahead of central's; null where it is right, or nobody said. */
  clock_ahead_ms: z.number().nullable(),
  /** What central found wrong with this kiosk's log. */
  alarms: z.array(centralAlarmSchema.extend({ found_at: epochMs })).max(MAX_ALARMS_SHOWN),
  quarantine: z.array(quarantinedFactSchema).max(MAX_QUARANTINED_SHOWN),
});
export type StaffSync = z.infer<typeof staffSyncSchema>;

/** Most visits and most refusals shown of a day; the count says how many there were. */
export const MAX_SHOWN_TODAY = 100;

export const staffTodaySchema = z.object({
  visits_total: z.number().int(),
  /** The latest first. */
  visits: z
    .array(
      z.object({
        visit_id: z.string(),
        at: epochMs,
        name: z.string(),
        member_number: z.string(),
        class_name: z.string().nullable(),
      }),
    )
    .max(MAX_SHOWN_TODAY),
  refusals: z
    .array(
      z.object({
        epoch: z.number().int(),
        seq: z.number().int(),
        at: epochMs,
        /** The exact one: the member was only asked to see the front desk. */
        reason: z.string(),
        device: z.string(),
        /** Null for a card nobody enrolled. */
        member: z.object({ name: z.string(), member_number: z.string() }).nullable(),
        /** Staff made a visit of it. */
        overridden: z.boolean(),
      }),
    )
    .max(MAX_SHOWN_TODAY),
});
export type StaffToday = z.infer<typeof staffTodaySchema>;
export type ShownRefusal = StaffToday['refusals'][number];

/** Most members that a look-up shows; whoever is not among them needs another letter. */
export const MAX_FOUND_MEMBERS = 12;
const membershipStatusSchema = z.enum(['active', 'frozen', 'expired', 'unpaid']);

export const foundMembersSchema = z
  .array(
    z.object({
      member_id: z.string(),
      member_number: z.string(),
      name: z.string(),
      status: membershipStatusSchema,
    }),
  )
  .max(MAX_FOUND_MEMBERS);
export type FoundMembers = z.infer<typeof foundMembersSchema>;

export const staffMemberSchema = z.object({
  member_id: z.string(),
  member_number: z.string(),
  name: z.string(),
  status: membershipStatusSchema,
  joined_at: epochMs,
  last_visit_at: epochMs.nullable(),
  visits_30_days: z.number().int(),
  /** Numbers of cards but for their end hidden. */
  cards: z.array(z.string()),
  straps: z.array(z.string()),
  /** `locked`: too many wrong ones were typed, and only the card opens the door. */
  pin: z.enum(['none', 'set', 'locked']),
});
export type StaffMember = z.infer<typeof staffMemberSchema>;

/** Straps in range that are nobody's, strongest first. */
export const staffStrapsSchema = z
  .array(z.object({ sensor_id: z.string(), sensor: z.string(), rssi_dbm: z.number().nullable() }))
  .max(12);

const bytes = z.number().int().nonnegative();

export const staffKioskSchema = z.object({
  version: z.string(),
  /** Number of the last migration. */
  schema: z.number().int(),
  kiosk_id: z.string(),
  gym_id: z.string(),
  epoch: z.number().int(),
  /** Facts in this epoch. */
  records: z.number().int(),
  started_at: epochMs,
  runtime: z.string(),
  database_bytes: bytes,
  data_bytes: bytes,
  free_bytes: bytes,
});
export type StaffKiosk = z.infer<typeof staffKioskSchema>;

export const databaseCheckSchema = z.object({
  /** What is damaged, as a code, and where; null when nothing is. */
  problem: z.string().max(200).nullable(),
  facts: z.number().int(),
  took_ms: z.number().int(),
});
export type DatabaseCheck = z.infer<typeof databaseCheckSchema>;

/** Most incidents and most readings shown; the count says how many there are. */
export const MAX_CARE_SHOWN = 50;

export const INCIDENT_CODES = [
  'not_a_file',
  'not_a_database',
  'database_damaged',
  'database_missing',
  'facts_damaged',
  'memory_lost',
  'key_restored',
  'key_lost',
] as const;
export const SET_ASIDE_CODES = ['storage_rule', 'internal'] as const;
export const SET_ASIDE_KINDS = [
  'card',
  'weight',
  'body_composition',
  'heart_rate',
  'heart_rate_minutes',
  'pin',
] as const;

const count = z.number().int().nonnegative();

export const staffCareSchema = z.object({
  incidents: z
    .array(
      z.object({
        id: z.number().int(),
        code: z.enum(INCIDENT_CODES),
        at: epochMs,
        /** What the kiosk went on with. */
        base: z.enum(['backup', 'file', 'none']),
        facts_salvaged: count,
        facts_missing: count,
        rows_kept: count,
        rows_lost: count,
      }),
    )
    .max(MAX_CARE_SHOWN),
  readings_total: count,
  /** Newest first. */
  readings: z
    .array(
      z.object({
        id: z.number().int(),
        kind: z.enum(SET_ASIDE_KINDS),
        device: z.string(),
        at: epochMs,
        code: z.enum(SET_ASIDE_CODES),
        /** A card's number but for its end hidden; null for what is measured on a body. */
        what: z.string().max(40).nullable(),
        can_retry: z.boolean(),
      }),
    )
    .max(MAX_CARE_SHOWN),
});
export type StaffCare = z.infer<typeof staffCareSchema>;
