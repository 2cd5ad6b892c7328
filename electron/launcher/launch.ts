import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TrustedKeys } from '../../shared/contract/release.ts';
import { EXIT_LEFT } from '../process/exit-codes.ts';
import { chooseVersion, prove, readStarts, writeStarts } from './starts.ts';
import { copyStoreBefore, restoreStoreBefore } from './store-copy.ts';
import { verifyVersion } from './verify-version.ts';
import type { VersionsFolder } from './versions.ts';

/** Open for so long, a version has proven itself. */
const PROVEN_AFTER_MS = 30_000;
/** Exit status where no installed version is as it was signed (EX_NOINPUT of sysexits.h). */
export const EXIT_NOTHING_WHOLE = 66;
/** What an older version's core says of a store that a newer one has changed. */
const STORE_IS_NEWER = 'database_from_the_future';

export interface Launch {
  readonly versions: VersionsFolder;
  readonly trusted: TrustedKeys;
  /** Where the launcher keeps what it knows about starts; belongs to the kiosk's account. */
  readonly stateFolder: string;
  readonly dataDir: string;
  /** The program in a version's folder. */
  readonly program: string;
  readonly args: readonly string[];
  readonly provenAfterMs?: number;
  /** One line for the journal. */
  readonly say: (line: string) => void;
}

/**
 * Starts the kiosk: the version that is meant, when its files are as signed; after three starts that failed,
 * the one that ran before. Lives as long as the kiosk does, and ends with its status.
 * @returns the exit status
 */
export async function launch(start: Launch): Promise<number> {
  const { versions, stateFolder, say } = start;
  const known = readStarts(stateFolder);
  const meant = versions.current();
  const whole = wholeVersions(start, [meant, known.proven]);
  const choice = chooseVersion(known, meant, whole);
  if (choice === null) {
    say('no installed version is as it was signed; install the package anew');
    return EXIT_NOTHING_WHOLE;
  }
  const { version, starts } = choice;
  if (version !== meant) say(`starting ${version}: ${meant ?? 'the one that is meant'} does not start`);
  if (version !== known.proven && known.proven !== null) copyStoreBefore(version, start.dataDir);
  writeStarts(stateFolder, starts);
  let isProven = false;
  const run = await runVersion(start, version, () => {
    isProven = true;
    writeStarts(stateFolder, prove(readStarts(stateFolder), version));
  });
  // A machine that is switched off says nothing about the version.
  if (run.wasAsked && !isProven) writeStarts(stateFolder, known);
  if (run.gaveUp === STORE_IS_NEWER && meant !== null && meant !== version) {
    const isBack = restoreStoreBefore(meant, start.dataDir);
    say(isBack ? `the store is as it was before ${meant}` : `no copy of the store from before ${meant}`);
  }
  return run.status;
}

/** Looked at in this order, and no further than needed: reading a whole version takes a while. */
function wholeVersions({ versions, trusted, say }: Launch, first: readonly (string | null)[]): string[] {
  const there = versions.all();
  const wanted = first.filter((version): version is string => version !== null && there.includes(version));
  const whole: string[] = [];
  for (const version of new Set([...wanted, ...there])) {
    if (whole.length > 0 && !wanted.includes(version)) continue;
    const verified = verifyVersion(versions.folderOf(version), trusted);
    if (verified.ok && verified.value.version === version) whole.push(version);
    else
      say(
        `${version} is not started: ${verified.ok ? 'another version' : `${verified.code} ${verified.detail ?? ''}`}`,
      );
  }
  return there.filter((version) => whole.includes(version));
}

async function runVersion(
  { versions, program, args, provenAfterMs = PROVEN_AFTER_MS }: Launch,
  version: string,
  onProven: () => void,
): Promise<{ status: number; gaveUp: string | null; wasAsked: boolean }> {
  const child = spawn(join(versions.folderOf(version), program), [...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let gaveUp: string | null = null;
  let wasAsked = false;
  let timer: NodeJS.Timeout | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    process.stdout.write(`${line}\n`);
    const { event, code } = parseEvent(line);
    if (event === 'open') timer ??= setTimeout(onProven, provenAfterMs);
    if (event === 'gave_up') gaveUp = code ?? null;
  });
  const forward = (signal: NodeJS.Signals): void => {
    wasAsked = true;
    child.kill(signal);
  };
  process.on('SIGTERM', forward);
  process.on('SIGINT', forward);
  const status = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
  clearTimeout(timer);
  process.off('SIGTERM', forward);
  process.off('SIGINT', forward);
  // Staff left it: they have seen it run.
  if (status === EXIT_LEFT) onProven();
  return { status, gaveUp, wasAsked };
}

function parseEvent(line: string): { event?: string; code?: string } {
  try {
    return line.startsWith('{') ? (JSON.parse(line) as { event?: string; code?: string }) : {};
  } catch {
    return {};
  }
}
