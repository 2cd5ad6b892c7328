import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import { kioskConfigSchema, type KioskConfig } from '../../../shared/contract/kiosk-config.ts';
import { firstIssue, parseKioskConfig } from '../../../shared/contract/read-config.ts';
import type { CentralTls } from '../../../shared/contract/central-tls.ts';
import { webAddressSchema } from '../../../shared/contract/web-address.ts';

export interface Settings {
  readonly dataDir: string;
  readonly config: KioskConfig;
  /** By what the server is known. */
  readonly centralTls: CentralTls;
  /** What to print on standard output: nothing, events, or events and every reading. */
  readonly output: 'none' | 'events' | 'readings';
  /** The moment a demo gym is generated for, so that central can generate the same one. */
  readonly demoNowMs: number | null;
}

const environmentSchema = z.object({
  KIOSK_DATA_DIR: z.string().min(1),
  KIOSK_CONFIG: z.string().min(1).optional(),
  KIOSK_CENTRAL_URL: webAddressSchema.optional(),
  KIOSK_PAIRING_CODE: kioskConfigSchema.shape.pairing_code,
  KIOSK_OUTPUT: z.enum(['none', 'events', 'readings']).default('none'),
  KIOSK_DEMO_NOW_MS: z.coerce.number().int().positive().optional(),
});

/**
 * Reads the settings from the environment and the file that `KIOSK_CONFIG` names.
 * @returns `bad_config` with one line that names the file and the key
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
): Result<Settings, 'bad_config'> {
  const environment = environmentSchema.safeParse(env);
  if (!environment.success) return fail('bad_config', `environment: ${firstIssue(environment.error)}`);
  const {
    KIOSK_DATA_DIR,
    KIOSK_CONFIG,
    KIOSK_CENTRAL_URL,
    KIOSK_PAIRING_CODE,
    KIOSK_OUTPUT,
    KIOSK_DEMO_NOW_MS,
  } = environment.data;
  const file = readConfigFile(KIOSK_CONFIG);
  if (!file.ok) return file;
  const config: KioskConfig = {
    ...file.value,
    ...(KIOSK_CENTRAL_URL === undefined ? {} : { central_url: KIOSK_CENTRAL_URL }),
    ...(KIOSK_PAIRING_CODE === undefined ? {} : { pairing_code: KIOSK_PAIRING_CODE }),
  };
  const openly = sentInTheClear(config);
  if (openly !== null) return fail('bad_config', openly);
  const authority = readAuthority(config.central_tls?.ca_file);
  if (!authority.ok) return authority;
  return ok({
    dataDir: KIOSK_DATA_DIR,
    config,
    centralTls: { ca: authority.value, pins: config.central_tls?.pins ?? [] },
    output: KIOSK_OUTPUT,
    demoNowMs: KIOSK_DEMO_NOW_MS ?? null,
  });
}

function readConfigFile(path: string | undefined): Result<KioskConfig, 'bad_config'> {
  if (path === undefined) return ok(kioskConfigSchema.parse({}));
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fail(
      'bad_config',
      `${path}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
    );
  }
  return parseKioskConfig(path, text);
}

/** Names and numbers of this machine: what is sent there is seen by nobody else. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Why the server's address is refused; null where nothing leaves this machine that others could read. */
function sentInTheClear({
  central_url: url,
  central_plain_http: isTest,
  central_tls: tls,
}: KioskConfig): string | null {
  if (url === undefined) return null;
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:') return null;
  if (tls !== undefined) return 'central_url: central_tls needs an address with https://';
  if (LOOPBACK.test(hostname) || isTest === 'for_a_test') return null;
  return 'central_url: http:// sends health data and the pairing code in the clear; use https://, or say "central_plain_http": "for_a_test"';
}

function readAuthority(path: string | undefined): Result<string | null, 'bad_config'> {
  if (path === undefined) return ok(null);
  try {
    const text = readFileSync(path, 'utf8');
    return text.includes('-----BEGIN CERTIFICATE-----')
      ? ok(text)
      : fail('bad_config', `central_tls.ca_file: ${path} holds no certificate`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return fail('bad_config', `central_tls.ca_file: ${path} cannot be read (${code ?? 'unknown'})`);
  }
}
