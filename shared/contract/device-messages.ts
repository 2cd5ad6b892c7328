import { z } from 'zod';
import { configuredFamilySchema, deviceConfigSchema, deviceFamilySchema } from './kiosk-config.ts';
import { discardReasonSchema, readingSchema, sensorIdSchema } from './readings.ts';

/**
 * What `core` and `devices` say to each other. Every reading travels with the sequence number it
 * has in its device's stream and is kept by `devices` until core has committed it (`ack`), so a
 * core that was killed gets them again and can tell which it has.
 */

/** Most readings in one message, and how long `devices` keeps unacknowledged ones (five minutes). */
export const MAX_READINGS_PER_MESSAGE = 512;

export const deviceStateSchema = z.enum(['opening', 'starting', 'ready', 'lost', 'refused']);
export type DeviceState = z.infer<typeof deviceStateSchema>;

/** Why a device is not ready, or hears less than it might. A code has words wherever staff read it; a driver can say no other. */
export const DEVICE_REASONS = [
  /** No such device file, COM port or HID device. */
  'port_missing',
  /** Another program holds the port. */
  'port_busy',
  /** Another device of this kiosk uses it. */
  'port_claimed',
  'no_permission',
  /** The operating system refused for another reason, or the settings do not fit the port. */
  'port_failed',
  /** The line was open and the far end vanished. */
  'unplugged',
  'no_answer',
  /** Being found out. */
  'detecting',
  /** It says something, and that fits no family or several. */
  'undecided',
  'key_missing',
  'key_refused',
  /** A stick that takes a command badly which every stick must take. */
  'stick_refused',
  /** A Bluetooth adapter that the operating system uses itself: there is no serial port for the kiosk. */
  'adapter_taken',
  /** A Bluetooth controller that does not let itself be set up. */
  'controller_refused',
  /** A Bluetooth controller that told of an error inside, or lost track of its links; it is started anew. */
  'controller_failed',
  /** What comes makes no sense, packet after packet. */
  'out_of_step',
  /** Firmware that allows no links: only what is broadcast is heard. The device is ready all the same. */
  'no_links',
  /** More straps want a link than there are. The device is ready all the same. */
  'too_few_links',
  'device_process_gone',
] as const;
export type DeviceReason = (typeof DEVICE_REASONS)[number];

export const deviceCountersSchema = z.object({
  bytes: z.number().int().nonnegative(),
  /** Whole messages that could have been a reading, whether they became one or not. */
  frames: z.number().int().nonnegative(),
  readings: z.number().int().nonnegative(),
  /** Bytes or values not passed on, by reason. */
  discarded: z.partialRecord(discardReasonSchema, z.number().int().nonnegative()),
  reopened: z.number().int().nonnegative(),
  last_byte_at: z.number().int().nullable(),
  last_reading_at: z.number().int().nullable(),
  /** Signal strength of the last reading that told one. */
  signal_dbm: z.number().int().min(-128).max(20).nullable(),
  /** Lowest battery that any of its sensors has told. */
  battery_percent: z.number().int().min(0).max(100).nullable(),
});
export type DeviceCounters = z.infer<typeof deviceCountersSchema>;

export const deviceStatusSchema = z.object({
  device: z.string(),
  /** `auto` until it is known. */
  family: configuredFamilySchema,
  state: deviceStateSchema,
  since: z.number().int(),
  reason: z.enum(DEVICE_REASONS).nullable(),
});
export type DeviceStatus = z.infer<typeof deviceStatusSchema>;

/** What speaks for a family, as a code. */
export const recognitionReasonSchema = z.enum([
  /** Vendor and product id belong to this device alone. */
  'usb_id',
  /** The device says what it is: HID usage page and usage. */
  'hid_usage',
  /** The maker's name in the USB descriptor. */
  'manufacturer',
  /** It said lines of this family by itself. */
  'heard',
  /** It answered this family's question in this family's form. */
  'answered',
]);

/** A family that a device may belong to. */
export const candidateSchema = z.object({
  family: deviceFamilySchema,
  score: z.number().min(0).max(1),
  reason: recognitionReasonSchema,
  /** The forms that fitted, in words, for staff. */
  detail: z.string().max(200),
});
export type Candidate = z.infer<typeof candidateSchema>;
export const MAX_CANDIDATES = 8;

/** How a device was recognised by what it says, or why not. */
export const detectionSchema = z.object({
  device: z.string(),
  verdict: z.enum(['recognised', 'undecided']),
  /** `clear`, or why it is undecided: nothing came, too little fits, or several families fit. */
  reason: z.enum(['clear', 'silent', 'below_threshold', 'ambiguous']),
  family: deviceFamilySchema.nullable(),
  /** Line settings under which it was understood, such as `9600 7E1`. */
  line: z.string().max(32).nullable(),
  /** Best first. */
  candidates: z.array(candidateSchema).max(MAX_CANDIDATES),
});
export type Detection = z.infer<typeof detectionSchema>;

/** A port with something behind it, and what becomes of it. */
export const foundPortSchema = z.object({
  bus: z.enum(['serial', 'hid']),
  path: z.string().max(256),
  vendor_id: z.number().int().min(0).max(0xffff).nullable(),
  product_id: z.number().int().min(0).max(0xffff).nullable(),
  manufacturer: z.string().max(128).nullable(),
  verdict: z.enum(['configured', 'used', 'listened_to', 'unknown']),
  /** Why: `configured` and `claimed` are not looked at; `not_usb` and `no_match` say nothing of themselves. */
  reason: z.enum(['configured', 'claimed', 'recognised', 'ambiguous', 'no_match', 'not_usb', 'too_many']),
  candidates: z.array(candidateSchema).max(MAX_CANDIDATES),
  /** Id of the device that was made of it. */
  device: z.string().nullable(),
});
export type FoundPort = z.infer<typeof foundPortSchema>;
/** Most ports looked at; a kiosk with more has something wrong with its bus. */
export const MAX_FOUND_PORTS = 64;

/** Bounds of a capture that staff switch on: a minute of 64 straps is a megabyte as text. */
export const MAX_CAPTURE_BYTES = 64 * 1_024 * 1_024;
export const MAX_CAPTURE_MS = 60 * 60 * 1_000;

/** A capture of what travels on one device's line, or the end of it. */
export const captureStatusSchema = z.object({
  device: z.string(),
  path: z.string().max(1_024),
  /** `running`, or why it ended; `refused`: no such device, or the file is there already or cannot be made. */
  state: z.enum(['running', 'stopped', 'full', 'timed_out', 'device_gone', 'refused']),
  bytes: z.number().int().nonnegative(),
  since: z.number().int(),
});
export type CaptureStatus = z.infer<typeof captureStatusSchema>;

/** Two for every member of a large gym. */
const MAX_KNOWN_STRAPS = 20_000;

export const sequencedReadingSchema = z.object({ seq: z.number().int().positive(), reading: readingSchema });
export type SequencedReading = z.infer<typeof sequencedReadingSchema>;

export const toDevicesSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('configure'),
    devices: z.array(deviceConfigSchema),
    /** Also use what is plugged in without being configured. */
    discover: z.boolean().default(false),
  }),
  /** Everything of this device up to and including `seq` is committed. */
  z.object({ type: z.literal('ack'), device: z.string(), seq: z.number().int().nonnegative() }),
  /** Make the simulated far end of a device do something: hold a tag, wear a strap, step on a scale. */
  z.object({
    type: z.literal('simulate'),
    device: z.string(),
    action: z.string().max(32),
    args: z.record(z.string(), z.unknown()),
  }),
  /** Which straps somebody wants to hear, for receivers that have to choose; replaces what was said before. */
  z.object({
    type: z.literal('straps'),
    /** Those that belong to a member. */
    known: z.array(sensorIdSchema).max(MAX_KNOWN_STRAPS),
    /** Those of sessions under way. */
    worn: z.array(sensorIdSchema).max(MAX_KNOWN_STRAPS),
    /** Somebody is choosing a strap. */
    pairing: z.boolean(),
  }),
  /** Close a device's line and open it anew, whatever state it is in. */
  z.object({ type: z.literal('reopen'), device: z.string() }),
  /** End this process; its parent starts another. */
  z.object({ type: z.literal('restart') }),
  /** Write down what travels on a device's line, secrets blanked; null ends it. */
  z.object({
    type: z.literal('capture'),
    device: z.string(),
    capture: z
      .object({
        /** A file that does not exist yet. */
        path: z.string().min(1).max(1_024),
        max_bytes: z.number().int().positive().max(MAX_CAPTURE_BYTES),
        max_ms: z.number().int().positive().max(MAX_CAPTURE_MS),
      })
      .nullable(),
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
  z.object({ type: z.literal('detection'), detection: detectionSchema }),
  /** Every port with something behind it; replaces the former list. */
  z.object({ type: z.literal('ports'), ports: z.array(foundPortSchema).max(MAX_FOUND_PORTS) }),
  z.object({ type: z.literal('capture'), capture: captureStatusSchema }),
]);
export type FromDevices = z.infer<typeof fromDevicesSchema>;
