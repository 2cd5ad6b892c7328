import { dirname, join } from 'node:path';
import { trustedKeysSchema } from '../../shared/contract/release.ts';
import { installWanted } from './install-wanted.ts';
import { EXIT_NOTHING_WHOLE, launch } from './launch.ts';
import { openVersions, readPlain } from './versions.ts';

/**
 * Entry of what stands between the system and the kiosk; it lies beside the versions, belongs to root and is
 * replaced by a package alone. `launcher start …` runs the kiosk as the kiosk's account; `launcher install` is
 * run by root when an update is wanted.
 */
const here = dirname(process.argv[1] ?? '.');
const MAX_KEYS_BYTES = 65_536;
/** EX_USAGE of sysexits.h. */
const EXIT_USAGE = 64;

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const [command, ...args] = process.argv.slice(2);
  const keys = readPlain(join(here, 'keys.json'), MAX_KEYS_BYTES);
  const trusted = trustedKeysSchema.safeParse(keys === null ? null : JSON.parse(keys));
  if (!trusted.success) {
    say('keys.json, beside the launcher, does not name keys that could be trusted');
    return EXIT_NOTHING_WHOLE;
  }
  const versions = openVersions(dirname(here));
  const stateFolder = process.env['KIOSK_STATE_DIR'] ?? '/var/lib/training-club-kiosk';
  if (command === 'start')
    return launch({
      versions,
      trusted: trusted.data,
      stateFolder,
      dataDir: process.env['KIOSK_DATA_DIR'] ?? join(stateFolder, 'data'),
      program: 'training-club-kiosk',
      args,
      say,
    });
  if (command === 'install') return installWanted({ versions, trusted: trusted.data, stateFolder, say });
  say('usage: launcher start [switches of the kiosk] | launcher install');
  return EXIT_USAGE;
}

process.exitCode = await main();
