import type { z } from 'zod';
import { fail, ok, type Result } from '../base/result.ts';
import { kioskConfigSchema, type KioskConfig } from './kiosk-config.ts';
import { repeatedJsonKey } from './repeated-json-key.ts';

/** Longest key that a message repeats, characters. */
const MAX_KEY_PRINTED = 64;

/**
 * Reads the text of a configuration file.
 * @param path as a message names it
 * @returns `bad_config` with one line that names the file and the key, and never a value
 */
export function parseKioskConfig(path: string, text: string): Result<KioskConfig, 'bad_config'> {
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
  return config.success ? ok(config.data) : fail('bad_config', `${path}: ${firstIssue(config.error)}`);
}

/** `devices[0].options.network_key: 16 hex digits`. Never the value: it may be a secret. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'not a valid configuration';
  const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const key = [...issue.path, ...unknownKeys]
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${printable(String(part))}`))
    .join('')
    .replace(/^\./, '');
  return `${key === '' ? 'the whole file' : key}: ${unknownKeys.length > 0 ? 'no such setting' : issue.message}`;
}

/** A key as one may print it: keys come from the file, and a line stays one line. */
function printable(key: string): string {
  return key.slice(0, MAX_KEY_PRINTED).replace(/[^\x20-\x7e]/g, '?');
}
