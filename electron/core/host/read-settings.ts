import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import { kioskConfigSchema, type KioskConfig } from '../../../shared/contract/kiosk-config.ts';
import { repeatedJsonKey } from './repeated-json-key.ts';

export interface Settings {
  readonly dataDir: string;
  readonly config: KioskConfig;
  /** What to print on standard output: nothing, events, or events and every reading. */
  readonly output: 'none' | 'events' | 'readings';
  /** The moment a demo gym is generated for, so that central can generate the same one. */
  readonly demoNowMs: number | null;
}

const environmentSchema = z.object({
  KIOSK_DATA_DIR: z.string().min(1),
  KIOSK_CONFIG: z.string().min(1).optional(),
  KIOSK_CENTRAL_URL: z.url().optional(),
  KIOSK_PAIRING_CODE: kioskConfigSchema.shape.pairing_code,
  KIOSK_OUTPUT: z.enum(['none', 'events', 'readings']).default('none'),
  KIOSK_DEMO_NOW_MS: z.coerce.number().int().positive().optional(),
});

/** Longest key that a message repeats, characters. */
const MAX_KEY_PRINTED = 64;

/**
 * Reads the settings from the environment and the file that `KIOSK_CONFIG` names.
 * @returns `bad_config` with one line that names the file and the key
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
): Result<Settings, 'bad_config'> {
  const environment = environmentSchema.safeParse(env);
  if (!environment.success) return fail('bad_config', firstIssue('environment', environment.error));
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
  return ok({
    dataDir: KIOSK_DATA_DIR,
    config,
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
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    // The engine's own message quotes the text around the place, which may hold a secret.
    const place = /line \d+ column \d+/.exec((error as Error).message)?.[0];
    return fail('bad_config', `${path}: ${place === undefined ? 'not JSON' : `not JSON: ${place}`}`);
  }
  const repeated = repeatedJsonKey(text);
  if (repeated !== null) return fail('bad_config', `${path}: ${printable(repeated)}: there twice`);
  const config = kioskConfigSchema.safeParse(json);
  return config.success ? ok(config.data) : fail('bad_config', firstIssue(path, config.error));
}

/** `path: devices[0].options.network_key: 16 hex digits`. Never the value: it may be a secret. */
function firstIssue(path: string, error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return `${path}: not a valid configuration`;
  const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const key = [...issue.path, ...unknownKeys]
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${printable(String(part))}`))
    .join('')
    .replace(/^\./, '');
  return `${path}: ${key === '' ? 'the whole file' : key}: ${unknownKeys.length > 0 ? 'no such setting' : issue.message}`;
}

/** A key as one may print it: keys come from the file, and a line stays one line. */
function printable(key: string): string {
  return key.slice(0, MAX_KEY_PRINTED).replace(/[^\x20-\x7e]/g, '?');
}
