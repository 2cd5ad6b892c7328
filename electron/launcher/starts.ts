import { join } from 'node:path';
import { z } from 'zod';
import { versionSchema } from '../../shared/contract/release.ts';
import { readPlain, writeWhole } from './versions.ts';

/** So often a version may end before it has proven itself. */
export const MAX_FAILED_STARTS = 3;
const FILE = 'starts.json';
const MAX_BYTES = 65_536;
const MAX_FAILED_VERSIONS = 100;

const startsSchema = z.object({
  /** The last version that was seen to run. */
  proven: versionSchema.nullable(),
  /** Starts of the version that is being tried, counted before they happen. */
  trying: z.object({ version: versionSchema, starts: z.number().int().min(0) }).nullable(),
  /** Versions that did not start here; they are not tried again. */
  failed: z.array(versionSchema).max(MAX_FAILED_VERSIONS),
});
export type Starts = z.infer<typeof startsSchema>;

const NONE: Starts = { proven: null, trying: null, failed: [] };

/** What is known about starts; a file that says nothing sensible is as none. */
export function readStarts(stateFolder: string): Starts {
  const text = readPlain(join(stateFolder, FILE), MAX_BYTES);
  if (text === null) return NONE;
  try {
    return startsSchema.parse(JSON.parse(text));
  } catch {
    return NONE;
  }
}

export function writeStarts(stateFolder: string, starts: Starts): void {
  writeWhole(join(stateFolder, FILE), JSON.stringify(starts), 0o600);
}

/**
 * Which version to start, and what that makes of the count. The one that is meant is tried three times;
 * then the one that ran before it, or else the newest other.
 * @param meant the version that is installed last
 * @param whole versions whose files are all as signed, the newest first
 * @returns null where nothing is whole
 */
export function chooseVersion(
  starts: Starts,
  meant: string | null,
  whole: readonly string[],
): { version: string; starts: Starts } | null {
  const isSpent = starts.trying?.version === meant && starts.trying?.starts >= MAX_FAILED_STARTS;
  const failed =
    isSpent && meant !== null && !starts.failed.includes(meant)
      ? [...starts.failed.slice(1 - MAX_FAILED_VERSIONS), meant]
      : starts.failed;
  const good = whole.filter((version) => !failed.includes(version));
  const wanted = [meant, starts.proven, ...good].find(
    (version): version is string => version !== null && good.includes(version),
  );
  // Where every version failed before, the one that is meant is still better than a dark screen.
  const version = wanted ?? (meant !== null && whole.includes(meant) ? meant : whole[0]);
  if (version === undefined) return null;
  if (version === starts.proven) return { version, starts: { ...starts, failed, trying: null } };
  const before = starts.trying?.version === version ? starts.trying.starts : 0;
  return { version, starts: { ...starts, failed, trying: { version, starts: before + 1 } } };
}

/** The version was seen to run: from now on its end is no failed start. */
export function prove(starts: Starts, version: string): Starts {
  return { proven: version, trying: null, failed: starts.failed.filter((other) => other !== version) };
}
