import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { addressOfSender, isEmail } from '../shared/domain/members/email-address.ts';
import { kioskConfigSchema, type KioskConfig } from '../shared/contract/kiosk-config.ts';
import { firstIssue, parseKioskConfig } from '../shared/contract/read-config.ts';
import { webAddressSchema } from '../shared/contract/web-address.ts';
import type { DemoSize } from './demo-options.ts';
import { DEFAULT_PORT, type CentralOptions } from './start-central.ts';
import type { StorageChoice } from './store/open-store.ts';

/** The environment does not describe a server that can start. The message is one line that names the key. */
export class InvalidEnvironment extends Error {
  override readonly name = 'InvalidEnvironment';
}

/** Members and days of a demo gym, `250x540`. */
const DEMO_SIZE = /^(\d{1,6})x(\d{1,4})$/;

/**
 * An address with a host, as it stands in no message: it may hold a password. One with characters that
 * must be written as %23 and the like is no address, and would be read as another one.
 */
function isServerAddress(schemes: readonly string[], text: string): boolean {
  const { protocol, hostname } = URL.parse(text) ?? { protocol: '', hostname: '' };
  return schemes.includes(protocol) && hostname !== '' && !/\s/.test(text);
}

/** A folder of sockets, which PostgreSQL's own programs take for a host, too. */
const isDatabaseAddress = (text: string): boolean =>
  isServerAddress(['postgres:', 'postgresql:'], text) ||
  /^(postgres(ql)?:\/\/\/\S+|socket:\S+|\/\S+( \S+)?)$/.test(text);

/** Proxies in front, each of which adds the address it sees to X-Forwarded-For. */
const PROXY_HOPS = /^\d$/;
const MAX_PROXIES = 20;

/** Addresses and ranges of proxies, `10.0.0.1, fd00::/8`. */
function isProxyList(text: string): boolean {
  const entries = text.split(',').map((entry) => entry.trim());
  return entries.length <= MAX_PROXIES && entries.every(isAddressRange);
}

function isAddressRange(entry: string): boolean {
  const [address = '', bits, ...more] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  // A range of zero bits is everybody.
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** A whole number in decimal digits; an empty text is none. */
const numberSchema = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/, `a number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `a number from ${least} to ${most}`);

/** Set to nothing is more often a mistake of a shell than a wish. */
const textSchema = z.string().min(1, 'must not be empty');

const environmentSchema = z.object({
  DATABASE_URL: textSchema
    .refine(
      isDatabaseAddress,
      'an address such as postgres://user:password@host:5432/name, special characters written as %23',
    )
    .optional(),
  /** Not in a message: it opens what the database keeps shut. */
  CENTRAL_SECRET: z
    .string()
    .min(32, 'at least 32 characters that nobody can guess, such as from: openssl rand -base64 32')
    .max(1_024)
    .optional(),
  KIOSK_CENTRAL_DATA_DIR: textSchema.optional(),
  KIOSK_DATA_DIR: textSchema.optional(),
  KIOSK_CONFIG: textSchema.optional(),
  KIOSK_PAIRING_CODE: kioskConfigSchema.shape.pairing_code,
  KIOSK_DEMO_GYM: z.string().regex(DEMO_SIZE, 'members x days, such as 250x540').optional(),
  KIOSK_DEMO_SEED: numberSchema(0, 0xffff_ffff).optional(),
  KIOSK_DEMO_NOW_MS: numberSchema(1, Number.MAX_SAFE_INTEGER).optional(),
  HOST: z
    .string()
    .regex(/^[\w.:%-]+$/, 'a name or number of this machine')
    .optional(),
  PORT: numberSchema(0, 65_535).optional(),
  TRUST_PROXY: z
    .string()
    .refine(
      (text) => PROXY_HOPS.test(text) || isProxyList(text),
      'how many proxies stand in front, 0 to 9, or their addresses: 10.0.0.1, fd00::/8',
    )
    .optional(),
  SMTP_URL: z
    .string()
    .refine(
      (text) => isServerAddress(['smtp:', 'smtps:'], text),
      'smtp://user:password@host:port or smtps://…, special characters written as %23',
    )
    .optional(),
  MAIL_FROM: z
    .string()
    .max(254, 'an address of at most 254 characters')
    .refine((from) => isEmail(addressOfSender(from)), 'an address, with or without a name')
    .optional(),
  PUBLIC_URL: webAddressSchema.optional(),
});
type Environment = z.infer<typeof environmentSchema>;
type Variables = Readonly<Record<string, string | undefined>>;

function readConfig(path: string | undefined): KioskConfig {
  if (path === undefined) return kioskConfigSchema.parse({});
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new InvalidEnvironment(`KIOSK_CONFIG: ${path}: cannot be read (${code})`, { cause: error });
  }
  const config = parseKioskConfig(path, text);
  if (!config.ok) throw new InvalidEnvironment(`KIOSK_CONFIG: ${config.detail ?? path}`);
  return config.value;
}

function readDemo(environment: Environment, config: KioskConfig, nowMs: number): DemoSize | null {
  const named = DEMO_SIZE.exec(environment.KIOSK_DEMO_GYM ?? '');
  const size = named === null ? config.demo : { members: Number(named[1]), days: Number(named[2]) };
  if (size === undefined) return null;
  return {
    members: size.members,
    days: size.days,
    seed: environment.KIOSK_DEMO_SEED ?? config.demo?.seed ?? 1,
    nowMs: environment.KIOSK_DEMO_NOW_MS ?? nowMs,
  };
}

type Places = Pick<Environment, 'DATABASE_URL' | 'KIOSK_DATA_DIR' | 'KIOSK_CENTRAL_DATA_DIR'>;

function readDirectory({ KIOSK_DATA_DIR, KIOSK_CENTRAL_DATA_DIR }: Places): string {
  const dataDirectory = KIOSK_DATA_DIR ?? join(homedir(), '.training-club-kiosk');
  return KIOSK_CENTRAL_DATA_DIR ?? join(dataDirectory, 'central');
}

function readStorage(places: Places): StorageChoice {
  return places.DATABASE_URL === undefined
    ? { directory: readDirectory(places) }
    : { databaseUrl: places.DATABASE_URL };
}

function readMail({ SMTP_URL: smtpUrl, MAIL_FROM: from, PUBLIC_URL: publicUrl }: Environment) {
  if (smtpUrl === undefined) return {};
  if (from === undefined || publicUrl === undefined)
    throw new InvalidEnvironment(
      `SMTP_URL: also needs ${from === undefined ? 'MAIL_FROM, the sender' : 'PUBLIC_URL, where members reach this server'}`,
    );
  return { mail: { smtpUrl, from, publicUrl } };
}

/** Whom to believe about a client's address: nobody, so many proxies, or those at these addresses. */
function readTrustProxy(text = '0'): number | string[] | false {
  if (PROXY_HOPS.test(text)) return text === '0' ? false : Number(text);
  return text.split(',').map((entry) => entry.trim());
}

function readEnvironment<Read>(schema: z.ZodType<Read>, variables: Variables): Read {
  const environment = schema.safeParse(variables);
  if (environment.success) return environment.data;
  throw new InvalidEnvironment(firstIssue(environment.error));
}

/** With the embedded database it is made and kept beside it. */
function readSecret({ DATABASE_URL: databaseUrl, CENTRAL_SECRET: secret }: Environment) {
  if (secret !== undefined) return { secret };
  if (databaseUrl === undefined) return {};
  throw new InvalidEnvironment(
    'CENTRAL_SECRET: is needed with DATABASE_URL: at least 32 characters that nobody can guess, such as from: openssl rand -base64 32',
  );
}

/** What an operator's command needs to know of the server it belongs to. */
export interface OperatorOptions {
  readonly storage: StorageChoice;
  /** Where a running server may be found; null where the command names its database itself. */
  readonly doorDirectory: string | null;
  /** The gym of the configuration; null without one. */
  readonly gymId: string | null;
}

const operatorEnvironmentSchema = environmentSchema.pick({
  DATABASE_URL: true,
  KIOSK_DATA_DIR: true,
  KIOSK_CENTRAL_DATA_DIR: true,
  KIOSK_CONFIG: true,
});

/**
 * Reads what a command of the operator needs from the variables the server has, too.
 * @throws InvalidEnvironment naming the setting that does not fit
 */
export function readOperatorOptions(variables: Variables): OperatorOptions {
  const environment = readEnvironment(operatorEnvironmentSchema, variables);
  const { KIOSK_CONFIG: path, DATABASE_URL: databaseUrl } = environment;
  return {
    storage: readStorage(environment),
    doorDirectory: databaseUrl === undefined ? readDirectory(environment) : null,
    gymId: path === undefined ? null : readConfig(path).gym_id,
  };
}

/**
 * Reads a server's settings from environment variables and the file that `KIOSK_CONFIG` names.
 * @throws InvalidEnvironment naming the setting that does not fit
 */
export function readOptions(
  variables: Variables,
  nowMs: number,
): Omit<CentralOptions, 'clock' | 'newId' | 'log'> {
  const environment = readEnvironment(environmentSchema, variables);
  const config = readConfig(environment.KIOSK_CONFIG);
  const demo = readDemo(environment, config, nowMs);
  return {
    storage: readStorage(environment),
    ...readSecret(environment),
    doorDirectory: readDirectory(environment),
    gym: {
      id: config.gym_id,
      name: config.gym_name,
      timezone: config.timezone,
      language: config.locale,
    },
    ...(environment.HOST === undefined ? {} : { host: environment.HOST }),
    port: environment.PORT ?? DEFAULT_PORT,
    trustProxy: readTrustProxy(environment.TRUST_PROXY),
    ...(environment.KIOSK_PAIRING_CODE === undefined ? {} : { pairingCode: environment.KIOSK_PAIRING_CODE }),
    ...(demo === null ? {} : { demo }),
    ...readMail(environment),
  };
}
