import { z } from 'zod';
import { deviceConfigSchema, deviceFamilySchema } from './kiosk-config.ts';
import { discardReasonSchema, readingSchema } from './readings.ts';

/**
 * What `core` and `devices` say to each other. Every reading travels with the sequence number it
 * has in its device's stream and is kept by `devices` until core has committed it (`ack`), so a
 * core that was killed gets them again and can tell which it has.
 */

/** Most readings in one message, and how long `devices` keeps unacknowledged ones (five minutes). */
export const MAX_READINGS_PER_MESSAGE = 512;

export const deviceStateSchema = z.enum(['opening', 'starting', 'ready', 'lost', 'refused']);
export type DeviceState = z.infer<typeof deviceStateSchema>;

export const deviceCountersSchema = z.object({
  bytes: z.number().int().nonnegative(),
  frames: z.number().int().nonnegative(),
  readings: z.number().int().nonnegative(),
  /** Bytes or values not passed on, by reason. */
  discarded: z.partialRecord(discardReasonSchema, z.number().int().nonnegative()),
  reopened: z.number().int().nonnegative(),
  last_byte_at: z.number().int().nullable(),
});
export type DeviceCounters = z.infer<typeof deviceCountersSchema>;

export const deviceStatusSchema = z.object({
  device: z.string(),
  family: deviceFamilySchema,
  state: deviceStateSchema,
  since: z.number().int(),
  /** Why the device is not ready, as a code: `port_missing`, `no_answer`, `key_refused` … */
  reason: z.string().max(64).nullable(),
});
export type DeviceStatus = z.infer<typeof deviceStatusSchema>;

export const sequencedReadingSchema = z.object({ seq: z.number().int().positive(), reading: readingSchema });
export type SequencedReading = z.infer<typeof sequencedReadingSchema>;

export const toDevicesSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('configure'), devices: z.array(deviceConfigSchema) }),
  /** Everything of this device up to and including `seq` is committed. */
  z.object({ type: z.literal('ack'), device: z.string(), seq: z.number().int().nonnegative() }),
  /** Make the simulated far end of a device do something: hold a tag, wear a strap, step on a scale. */
  z.object({
    type: z.literal('simulate'),
    device: z.string(),
    action: z.string().max(32),
    args: z.record(z.string(), z.unknown()),
  }),
]);
export type ToDevices = z.infer<typeof toDevicesSchema>;

export const fromDevicesSchema = z.discriminatedUnion('type', [
  /** First message of a run; sequence numbers count anew for every run id. */
  z.object({ type: z.literal('hello'), run_id: z.string() }),
  z.object({ type: z.literal('status'), status: deviceStatusSchema }),
  z.object({
    type: z.literal('readings'),
    device: z.string(),
    readings: z.array(sequencedReadingSchema).max(MAX_READINGS_PER_MESSAGE),
  }),
  z.object({
    type: z.literal('discarded'),
    device: z.string(),
    reason: discardReasonSchema,
    bytes: z.number().int().nonnegative(),
    at: z.number().int(),
  }),
  /** Readings that were dropped because core did not acknowledge in time: never silent. */
  z.object({
    type: z.literal('overrun'),
    device: z.string(),
    from_seq: z.number().int(),
    to_seq: z.number().int(),
  }),
  z.object({ type: z.literal('counters'), device: z.string(), counters: deviceCountersSchema }),
]);
export type FromDevices = z.infer<typeof fromDevicesSchema>;
