import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { addressOfSender, isEmail } from '../shared/domain/members/email-address.ts';
import { kioskConfigSchema, type KioskConfig } from '../shared/contract/kiosk-config.ts';
import type { DemoSize } from './flows/seed-demo-gym.ts';
import { DEFAULT_PORT, type CentralOptions } from './start-central.ts';

/** The environment does not describe a server that can start. The message is for the operator. */
export class InvalidEnvironment extends Error {
  override readonly name = 'InvalidEnvironment';
}

/** Members and days of a demo gym, `250x540`. */
const DEMO_SIZE = /^(\d{1,6})x(\d{1,4})$/;

/** Quoted in no message: it may hold a password. */
const SMTP_URL = /^smtps?:\/\/[^\s/]+/;

const environmentSchema = z.object({
  DATABASE_URL: z.string().min(1).optional(),
  KIOSK_CENTRAL_DATA_DIR: z.string().min(1).optional(),
  KIOSK_DATA_DIR: z.string().min(1).optional(),
  KIOSK_CONFIG: z.string().min(1).optional(),
  KIOSK_PAIRING_CODE: kioskConfigSchema.shape.pairing_code,
  KIOSK_DEMO_GYM: z.string().regex(DEMO_SIZE, 'members x days, such as 250x540').optional(),
  KIOSK_DEMO_SEED: z.coerce.number().int().min(0).max(0xffff_ffff).optional(),
  KIOSK_DEMO_NOW_MS: z.coerce.number().int().positive().optional(),
  HOST: z.string().min(1).optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  TRUST_PROXY: z.enum(['0', '1']).optional(),
  SMTP_URL: z.string().regex(SMTP_URL, 'smtp://user:password@host:port or smtps://…').optional(),
  MAIL_FROM: z
    .string()
    .max(254)
    .refine((from) => isEmail(addressOfSender(from)), 'an address, with or without a name')
    .optional(),
  PUBLIC_URL: z.httpUrl().optional(),
});
type Environment = z.infer<typeof environmentSchema>;

function readConfig(path: string | undefined): KioskConfig {
  const text = path === undefined ? '{}' : readFileSync(path, 'utf8');
  return kioskConfigSchema.parse(JSON.parse(text));
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

function readStorage(environment: Environment): CentralOptions['storage'] {
  if (environment.DATABASE_URL !== undefined) return { databaseUrl: environment.DATABASE_URL };
  const dataDirectory = environment.KIOSK_DATA_DIR ?? join(homedir(), '.training-club-kiosk');
  return { directory: environment.KIOSK_CENTRAL_DATA_DIR ?? join(dataDirectory, 'central') };
}

function readMail({ SMTP_URL: smtpUrl, MAIL_FROM: from, PUBLIC_URL: publicUrl }: Environment) {
  if (smtpUrl === undefined) return {};
  if (from === undefined || publicUrl === undefined)
    throw new InvalidEnvironment(
      'SMTP_URL also needs MAIL_FROM and PUBLIC_URL, where members reach this server',
    );
  return { mail: { smtpUrl, from, publicUrl } };
}

/**
 * Reads a server's settings from environment variables and the file that `KIOSK_CONFIG` names.
 * @throws InvalidEnvironment naming the setting that does not fit
 */
export function readOptions(
  variables: Readonly<Record<string, string | undefined>>,
  nowMs: number,
): Omit<CentralOptions, 'clock' | 'newId' | 'log'> {
  try {
    const environment = environmentSchema.parse(variables);
    const config = readConfig(environment.KIOSK_CONFIG);
    const demo = readDemo(environment, config, nowMs);
    return {
      storage: readStorage(environment),
      gym: {
        id: config.gym_id,
        name: config.gym_name,
        timezone: config.timezone,
        language: config.locale,
      },
      ...(environment.HOST === undefined ? {} : { host: environment.HOST }),
      port: environment.PORT ?? DEFAULT_PORT,
      trustProxy: environment.TRUST_PROXY === '1',
      ...(environment.KIOSK_PAIRING_CODE === undefined
        ? {}
        : { pairingCode: environment.KIOSK_PAIRING_CODE }),
      ...(demo === null ? {} : { demo }),
      ...readMail(environment),
    };
  } catch (error) {
    if (error instanceof InvalidEnvironment) throw error;
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new InvalidEnvironment(detail, { cause: error });
  }
}
