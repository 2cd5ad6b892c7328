import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { Release, ReleaseFile, TrustedKeys } from '../../shared/contract/release.ts';
import { openRelease, type BadRelease } from './open-release.ts';
import { readPlain, RELEASE_FILE } from './versions.ts';

const CHUNK_BYTES = 1_048_576;
const MAX_RELEASE_BYTES = 8_388_608;

/** A file is missing, changed or not in the list; `detail` names it. */
export type BadVersion = BadRelease | 'not_as_signed';

/**
 * Whether a version's folder holds what was signed: every file, nothing more, not one byte changed. This is
 * what stands for Electron's own check of its archive, which Linux does not have; it covers the runtime,
 * machine code and snapshots too.
 */
export function verifyVersion(folder: string, trusted: TrustedKeys): Result<Release, BadVersion> {
  const text = readPlain(join(folder, RELEASE_FILE), MAX_RELEASE_BYTES);
  if (text === null) return fail('unreadable');
  const release = openRelease(text, trusted);
  if (!release.ok) return release;
  const listed = new Set([RELEASE_FILE, ...release.value.files.map(({ path }) => path)]);
  const stranger = filesBelow(folder).find((path) => !listed.has(path));
  if (stranger !== undefined) return fail('not_as_signed', `${stranger} is not in the list`);
  const changed = release.value.files.find((file) => !isAsSigned(join(folder, file.path), file));
  return changed === undefined ? ok(release.value) : fail('not_as_signed', changed.path);
}

/** Everything that is no folder: links and devices count as strangers, and no link is followed. */
function filesBelow(folder: string, at = ''): string[] {
  return readdirSync(join(folder, at), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(folder, `${at}${entry.name}/`) : [`${at}${entry.name}`],
  );
}

function isAsSigned(path: string, { bytes, sha256 }: ReleaseFile): boolean {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch {
    return false;
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile() || stat.size !== bytes) return false;
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk))
      hash.update(chunk.subarray(0, read));
    return hash.digest('hex') === sha256;
  } finally {
    closeSync(file);
  }
}
