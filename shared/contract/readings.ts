import { z } from 'zod';
import { DISCARD_REASONS } from '../base/discard-reasons.ts';

/** The last moment a Date can hold (ECMA-262, 21.4.1.1); a fact of a later one could not be written down. */
const LATEST_DATE_MS = 8.64e15;

/**
 * What a device said, after its driver checked it. Keys are the ones `npm run core -- --readings`
 * prints, so a line on standard output and a message between processes are the same object.
 */
const origin = {
  /** The configured id of the device. */
  device: z.string().min(1).max(64),
  /** When the bytes arrived, UTC epoch milliseconds. */
  at: z.number().int().nonnegative().max(LATEST_DATE_MS),
};

/** Bluetooth names and addresses: `E7BAC71A`, `C0:FF:EE:12:34:56`, `TICKR 0A1B`. ANT+ numbers fit as well. */
const SENSOR_TEXT = /^[0-9A-Za-z](?:[0-9A-Za-z .:_+-]{0,30}[0-9A-Za-z])?$/;
/** What tells two straps apart: the extended 20-bit number of an ANT+ strap, the name or address of a Bluetooth one. */
export const sensorIdSchema = z.string().regex(SENSOR_TEXT);

export const heartRateReadingSchema = z.object({
  kind: z.literal('heart_rate'),
  ...origin,
  /** What is printed on the strap, or what it calls itself: for ANT+ its 16-bit device number as decimal text. */
  sensor: z.string().regex(SENSOR_TEXT),
  sensor_id: sensorIdSchema,
  /** Beats per minute as computed by the strap. */
  bpm: z.number().int().min(25).max(240),
  /** Time between the last two beats, milliseconds; null when this message carries no new, unambiguous beat. */
  rr_ms: z.number().min(0).max(64_000).nullable(),
  /** Beats counted by the strap, 0–255, rolling over. */
  beat_count: z.number().int().min(0).max(255),
  /** Signal strength in dBm where the receiver tells it. */
  rssi_dbm: z.number().int().min(-128).max(20).nullable(),
  /** Battery of the strap in percent, once it has said so. */
  battery_percent: z.number().int().min(0).max(100).nullable(),
});

export const weightReadingSchema = z.object({
  kind: z.literal('weight'),
  ...origin,
  /** The weight in kilograms. */
  kg: z.number().min(0).max(500),
  /** The digits exactly as the scale sent them. */
  value: z.string().max(32),
  unit: z.string().max(8),
  stable: z.boolean(),
});

export const bodyCompositionReadingSchema = z.object({
  kind: z.literal('body_composition'),
  ...origin,
  kg: z.number().min(0).max(500),
  /** Everything the device sent, under its own keys. */
  fields: z.record(z.string().max(16), z.union([z.string().max(64), z.number()])),
});

export const cardReadingSchema = z.object({
  kind: z.literal('card'),
  ...origin,
  /** Canonical code: ten decimal digits for a 125 kHz tag, else the text as scanned. */
  code: z.string().min(1).max(128),
});

export const readingSchema = z.discriminatedUnion('kind', [
  heartRateReadingSchema,
  weightReadingSchema,
  bodyCompositionReadingSchema,
  cardReadingSchema,
]);

export type HeartRateReading = z.infer<typeof heartRateReadingSchema>;
export type WeightReading = z.infer<typeof weightReadingSchema>;
export type BodyCompositionReading = z.infer<typeof bodyCompositionReadingSchema>;
export type CardReading = z.infer<typeof cardReadingSchema>;
export type Reading = z.infer<typeof readingSchema>;

export const discardReasonSchema = z.enum(DISCARD_REASONS);
