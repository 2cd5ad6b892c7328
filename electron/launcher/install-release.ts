import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  createReadStream,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createZstdDecompress } from 'node:zlib';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { Release, ReleaseFile, TrustedKeys } from '../../shared/contract/release.ts';
import { openRelease, type BadRelease } from './open-release.ts';
import { verifyVersion } from './verify-version.ts';
import { RELEASE_FILE, syncFolder, writeWhole, type VersionsFolder } from './versions.ts';

export type BadArchive =
  | BadRelease
  /** The archive is missing, is no plain file or has another size. */
  | 'no_archive'
  /** Its bytes are not those that were signed. */
  | 'wrong_bytes';

/** After which step of an installation something happens; for tests that end the process there. */
export type InstallStep = 'begun' | 'file_written' | 'files_written' | 'listed' | 'named' | 'made_current';

/**
 * Installs a signed release beside the version that runs, and makes it the one that is meant. Whenever it
 * ends before, the former version is untouched and still meant. Nothing of the archive is run, and no name in
 * it is believed: it has none.
 * @param at.onStep hears of every step
 */
export async function installRelease(
  at: {
    versions: VersionsFolder;
    trusted: TrustedKeys;
    onStep?: (step: InstallStep) => void;
  },
  envelope: string,
  archivePath: string,
): Promise<Result<Release, BadArchive>> {
  const { versions, trusted, onStep = () => undefined } = at;
  const opened = openRelease(envelope, trusted);
  if (!opened.ok) return opened;
  const { version } = opened.value;
  const isThere = versions.all().includes(version) && verifyVersion(versions.folderOf(version), trusted).ok;
  if (!isThere) {
    const folder = versions.begin(version);
    onStep('begun');
    const unpacked = await unpack(opened.value, archivePath, folder, onStep);
    if (!unpacked.ok) return unpacked;
    onStep('files_written');
    writeWhole(join(folder, RELEASE_FILE), envelope);
    onStep('listed');
    // What lies there under its name and is not whole cannot be what runs.
    if (versions.current() !== version) versions.remove(version);
    versions.finish(version);
    onStep('named');
  }
  versions.makeCurrent(version);
  onStep('made_current');
  return opened;
}

/** Writes the files of a list from the bytes of the archive, each checked before it counts. */
async function unpack(
  { archive, files }: Release,
  archivePath: string,
  folder: string,
  onStep: (step: InstallStep) => void,
): Promise<Result<void, BadArchive>> {
  const file = openPlain(archivePath, archive.bytes);
  if (file === null) return fail('no_archive');
  const packed = createReadStream('', { fd: file });
  const whole = createHash('sha512');
  packed.on('data', (chunk) => whole.update(chunk));
  const stream = packed.pipe(createZstdDecompress());
  packed.once('error', (error) => stream.destroy(error));
  const writer = createFileWriter(folder, files, () => onStep('file_written'));
  try {
    for await (const chunk of stream)
      if (!writer.write(chunk as Buffer)) return fail('wrong_bytes', 'not the signed files');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EIO' || code === 'EROFS' || code === 'EDQUOT') throw error;
    return fail('wrong_bytes', code ?? 'cannot be unpacked');
  } finally {
    writer.close();
    packed.destroy();
  }
  const missing = writer.missing();
  if (missing !== null) return fail('wrong_bytes', missing);
  return whole.digest('hex') === archive.sha512 ? ok(undefined) : fail('wrong_bytes', 'another archive');
}

function openPlain(path: string, bytes: number): number | null {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return null;
  }
  const stat = fstatSync(file);
  if (stat.isFile() && stat.size === bytes) return file;
  closeSync(file);
  return null;
}

interface FileWriter {
  /** @returns false when there are more bytes than files, or a file's are not its own */
  write(chunk: Buffer): boolean;
  close(): void;
  /** The first file that did not get all its bytes. */
  missing(): string | null;
}

function createFileWriter(folder: string, files: readonly ReleaseFile[], onFile: () => void): FileWriter {
  let index = 0;
  let open: { file: number; left: number; hash: ReturnType<typeof createHash> } | null = null;
  const begin = (): void => {
    const next = files[index];
    if (open !== null || next === undefined) return;
    const path = join(folder, next.path);
    mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
    const file = openSync(path, 'wx', next.is_executable ? 0o755 : 0o644);
    open = { file, left: next.bytes, hash: createHash('sha256') };
  };
  /** Ends every file that has all its bytes, the empty ones after it too. */
  const settle = (): boolean => {
    for (begin(); open?.left === 0; begin()) {
      fsyncSync(open.file);
      closeSync(open.file);
      const isOwn = open.hash.digest('hex') === files[index]?.sha256;
      syncFolder(dirname(join(folder, files[index]!.path)));
      open = null;
      index += 1;
      if (!isOwn) return false;
      onFile();
    }
    return true;
  };
  let isGood = settle();
  return {
    write(chunk) {
      let rest = chunk;
      while (rest.length > 0 && isGood) {
        if (open === null) return (isGood = false);
        const part = rest.subarray(0, open.left);
        writeSync(open.file, part);
        open.hash.update(part);
        open.left -= part.length;
        rest = rest.subarray(part.length);
        isGood = settle();
      }
      return isGood;
    },
    close() {
      if (open !== null) closeSync(open.file);
    },
    missing: () => (isGood ? (files[index]?.path ?? null) : 'changed'),
  };
}
