import { z } from 'zod';
import { isBlankMemberNumber } from '../domain/members/member-number.ts';
import { FAMILY_ROLES, type ConfiguredFamily, type DeviceFamily } from '../domain/devices/device-families.ts';
import { sensorIdSchema } from './readings.ts';
import { cardTextSchema, MAX_STAFF, staffAccountSchema } from './staff-account.ts';
import { findRepeatedKey } from './unique-keys.ts';
import { webAddressSchema } from './web-address.ts';
import { appearanceSchema, USUAL_APPEARANCE } from './appearance.ts';
import { LANGUAGES } from '../domain/wording/languages.ts';
import { isoDate } from './times.ts';

/** The families a configuration may name. A family is one folder under `electron/devices`. */
export const deviceFamilySchema = z.enum(Object.keys(FAMILY_ROLES) as [DeviceFamily, ...DeviceFamily[]]);
export type { ConfiguredFamily, DeviceFamily };

/** `auto`: the device is on this port and has to be recognised by what it says. */
export const configuredFamilySchema = z.enum([...deviceFamilySchema.options, 'auto']);

const serialTransportSchema = z.strictObject({
  type: z.literal('serial'),
  /** Device file or COM port. */
  path: z.string().min(1).max(256),
  baud_rate: z.number().int().min(300).max(4_000_000).optional(),
  data_bits: z.union([z.literal(7), z.literal(8)]).optional(),
  parity: z.enum(['none', 'even', 'odd']).optional(),
  stop_bits: z.union([z.literal(1), z.literal(2)]).optional(),
  rtscts: z.boolean().optional(),
});

const hidTransportSchema = z.strictObject({
  type: z.literal('hid'),
  vendor_id: z.number().int().min(0).max(0xffff).optional(),
  product_id: z.number().int().min(0).max(0xffff).optional(),
  path: z.string().min(1).max(256).optional(),
});

/** Readers that type: what the window's keyboard gets, where it is too fast for a person. One per kiosk. */
const keyboardTransportSchema = z.strictObject({ type: z.literal('keyboard') });

const simulatedTransportSchema = z.strictObject({
  type: z.literal('simulated'),
  /** Straps, people or tags the simulated far end starts with; read by the family's simulator. */
  scenario: z.record(z.string(), z.unknown()).optional(),
});

export const transportConfigSchema = z.discriminatedUnion('type', [
  serialTransportSchema,
  hidTransportSchema,
  keyboardTransportSchema,
  simulatedTransportSchema,
]);
export type TransportConfig = z.infer<typeof transportConfigSchema>;

/**
 * Most devices of one kiosk, configured and found together. All of them live in one process, which keeps up to 100,000
 * readings of each for a core that is away: more devices would have no bound in memory.
 */
export const MAX_DEVICES = 32;
const MAX_LOAN_STRAPS = 256;
/** Beyond what the air of one radio carries at five messages a second. */
const MAX_LINKS = 32;

export const deviceConfigSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/i, 'letters, digits, dot, dash and underscore'),
  /** `auto` on a serial port: baud rate, parity and family are found out, or the device stays undecided. */
  family: configuredFamilySchema,
  transport: transportConfigSchema,
  options: z
    .strictObject({
      /** ANT network key, 16 hex digits. Secret: never logged, never captured. */
      network_key: z
        .string()
        .regex(/^[0-9a-fA-F]{16}$/, '16 hex digits')
        .optional(),
      /** Straps that belong to members: what the strap is known by → member number. */
      straps: z
        .record(
          sensorIdSchema.refine((id) => !/^0+$/.test(id), 'what a strap is known by, not 0'),
          z.string().trim().min(1).max(32),
        )
        .optional(),
      /** Bluetooth straps that the gym lends: linked whenever they are heard, whoever wears them. */
      loan_straps: z.array(sensorIdSchema).max(MAX_LOAN_STRAPS).optional(),
      /** Bluetooth straps that send ANT+ as well: what the strap is known by → its ANT+ device number. */
      ant_numbers: z.record(sensorIdSchema, z.string().regex(/^\d{1,7}$/)).optional(),
      /** Most straps and scales that one Bluetooth radio links to at once, below what its controller can. */
      max_links: z.number().int().min(0).max(MAX_LINKS).optional(),
    })
    .default({}),
});
export type DeviceConfig = z.infer<typeof deviceConfigSchema>;

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}

/** Dates of the gym's zone, both ends included. */
const excusedTimeSchema = z
  .strictObject({ from: isoDate, to: isoDate })
  .refine(({ from, to }) => from <= to, 'from must not be after to');

/** Every key of it is optional but those a device needs. */
const configSchema = z.strictObject({
  gym_id: z.string().min(1).max(64).default('demo-gym'),
  gym_name: z.string().min(1).max(80).default('Training Club'),
  timezone: z.string().refine(isTimeZone, 'an IANA time zone such as Europe/Berlin').default('Europe/Berlin'),
  /** Size of text and colours for everybody who stands here. */
  appearance: appearanceSchema.default(USUAL_APPEARANCE),
  locale: z.enum(LANGUAGES).default('en'),
  central_url: webAddressSchema.optional(),
  /** How the server is known, where the system's authorities are not enough or too many. */
  central_tls: z
    .strictObject({
      /** PEM file of the gym's own authority; then it is the only one. */
      ca_file: z.string().min(1).max(256).optional(),
      /** SHA-256 of public keys (SPKI), base64: the server's, and the one that it will change to. */
      pins: z
        .array(z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'SHA-256 in base64'))
        .length(2, 'two pins: the key in use and the next')
        .optional(),
    })
    .optional(),
  /** Says that this is a test: only then is anything sent to another machine in the clear. */
  central_plain_http: z.literal('for_a_test').optional(),
  /** One-time code that central printed for this kiosk. */
  pairing_code: z
    .string()
    .regex(/^[A-Z0-9-]{8,32}$/)
    .optional(),
  devices: z
    .array(deviceConfigSchema)
    .max(MAX_DEVICES, `one kiosk takes ${MAX_DEVICES} devices at most`)
    .default([])
    .refine(
      (devices) => devices.every(({ family, transport }) => family !== 'auto' || transport.type === 'serial'),
      'family auto needs a serial port',
    ),
  /**
   * Use devices that are plugged in without being configured, where the bus or what they say tells
   * beyond doubt what they are. Unless said: only on a kiosk with neither a device nor a demo configured.
   */
  discover: z.boolean().optional(),
  /** People to create when they are not there yet, for a gym without a central server. */
  members: z
    .array(
      z.strictObject({
        member_number: z
          .string()
          .trim()
          .min(1)
          .max(32)
          .refine((number) => !isBlankMemberNumber(number), 'nothing but zeros is no number'),
        first_name: z.string().trim().min(1).max(60),
        last_name: z.string().trim().max(60).default(''),
        cards: z.array(cardTextSchema).max(8).default([]),
        /** What opens the door with the member number; given once, the member may change it. */
        pin: z
          .string()
          .regex(/^[0-9]{4,8}$/, 'four to eight digits')
          .optional(),
        sex: z.enum(['female', 'male']).optional(),
        birth_date: isoDate.optional(),
        /** As far as a body weight is believed anywhere. */
        weight_kg: z.number().min(20).max(350).optional(),
        /** Weeks without a visit in a frozen membership break no streak. */
        freezes: z.array(excusedTimeSchema).max(100).default([]),
      }),
    )
    .max(10_000)
    .default([]),
  /** When the gym is closed: holidays, works. Weeks that leave fewer than three open days break no streak. */
  closures: z.array(excusedTimeSchema).max(1_000).default([]),
  /** Who may use staff mode at this kiosk. Names are what the audit trail knows them by. */
  staff: z.array(staffAccountSchema).max(MAX_STAFF).default([]),
  /** Fill an empty store with a generated gym; simulated devices may be driven from the screen. */
  demo: z
    .strictObject({
      members: z.number().int().min(1).max(100_000).default(250),
      days: z.number().int().min(1).max(3_650).default(540),
      seed: z.number().int().min(0).max(0xffff_ffff).default(1),
    })
    .optional(),
});

/** Only Bluetooth straps have names: where a strap given to a member could never be heard; null where each could. */
function findStrapWithoutNumber(devices: readonly DeviceConfig[]): (string | number)[] | null {
  for (const [index, { family, options }] of devices.entries()) {
    if (family === 'bluetooth') continue;
    const strap = Object.keys(options.straps ?? {}).find((id) => !/^\d{1,7}$/.test(id));
    if (strap !== undefined) return ['devices', index, 'options', 'straps', strap];
  }
  return null;
}

/** The JSON file that `KIOSK_CONFIG` names: what names somebody or something is there once. */
export const kioskConfigSchema = configSchema.superRefine((config, context) => {
  const nameless = findStrapWithoutNumber(config.devices);
  if (nameless !== null)
    context.addIssue({ code: 'custom', path: nameless, message: 'an ANT+ strap is known by its number' });
  const repeated = findRepeatedKey(config);
  if (repeated === null) return;
  context.addIssue({ code: 'custom', path: [...repeated.path], message: repeated.message });
});
export type KioskConfig = z.infer<typeof kioskConfigSchema>;

/** Whether devices that nobody configured are looked for. */
export function looksForDevices(config: Pick<KioskConfig, 'devices' | 'demo' | 'discover'>): boolean {
  return config.discover ?? (config.devices.length === 0 && config.demo === undefined);
}
