import { z } from 'zod';
import {
  captureStatusSchema,
  detectionSchema,
  deviceCountersSchema,
  deviceStateSchema,
} from './device-messages.ts';
import { configuredFamilySchema, MAX_DEVICES } from './kiosk-config.ts';
import { epochMs } from './kiosk-procedure.ts';

/** What staff pages are made of. */

/** Last readings kept of a device under test. */
export const MAX_TEST_READINGS = 5;

/** A reading while a device is tested: what it says right now, a card's number but for its end hidden. */
const testReadingSchema = z.object({
  /** Counts up within a test. */
  n: z.number().int(),
  at: epochMs,
  kind: z.enum(['heart_rate', 'weight', 'body_composition', 'card']),
  text: z.string().max(80),
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
        reason: z.string().nullable(),
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

export const staffSyncSchema = z.object({
  state: z.enum(['off', 'up_to_date', 'pushing', 'waiting']),
  central_url: z.string().nullable(),
  pending: z.number().int(),
  quarantined: z.number().int(),
  oldest_unsent_at: epochMs.nullable(),
  last_error: z.string().nullable(),
  /** When central last took something, since this core started; null for not yet. */
  last_success_at: epochMs.nullable(),
  /** When the next try begins by itself; null while none is planned. */
  next_try_at: epochMs.nullable(),
  quarantine: z.array(quarantinedFactSchema).max(MAX_QUARANTINED_SHOWN),
});
export type StaffSync = z.infer<typeof staffSyncSchema>;
