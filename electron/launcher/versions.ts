import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { versionSchema } from '../../shared/contract/release.ts';
import { compareVersions } from './open-release.ts';

/** The signed list that lies in every version's folder; it is no part of itself. */
export const RELEASE_FILE = 'release.json';
const CURRENT = 'current';
const UNFINISHED = '.unfinished';

/**
 * Where versions are installed: `versions/<version>/` each whole, and the link `current` to the one that is
 * meant. Belongs to root; the kiosk's account reads it.
 */
export interface VersionsFolder {
  readonly root: string;
  /** The version that `current` leads to; null where it leads to none. */
  current(): string | null;
  /** Whole versions, the newest first. */
  all(): string[];
  folderOf(version: string): string;
  /** A folder for a version that is not whole yet; what a former attempt left is gone. */
  begin(version: string): string;
  /** Gives an unfinished version its name. */
  finish(version: string): void;
  /** From now on this version is meant. One step: a power cut leaves the former or this one. */
  makeCurrent(version: string): void;
  /** Removes what is neither meant nor named. */
  keepOnly(versions: readonly string[]): void;
  remove(version: string): void;
}

export function openVersions(root: string): VersionsFolder {
  const versions = join(root, 'versions');
  const link = join(root, CURRENT);
  const folderOf = (version: string): string => join(versions, version);
  const current = (): string | null => {
    try {
      const version = basename(readlinkSync(link));
      return versionSchema.safeParse(version).success && isFolder(folderOf(version)) ? version : null;
    } catch {
      return null;
    }
  };
  const all = (): string[] =>
    namesIn(versions)
      .filter((name) => versionSchema.safeParse(name).success && isFolder(folderOf(name)))
      .sort((one, other) => compareVersions(other, one));
  return {
    root,
    current,
    all,
    folderOf,
    begin(version) {
      const folder = `${folderOf(version)}${UNFINISHED}`;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      return folder;
    },
    finish(version) {
      renameSync(`${folderOf(version)}${UNFINISHED}`, folderOf(version));
      syncFolder(versions);
    },
    makeCurrent(version) {
      const next = `${link}.next`;
      rmSync(next, { force: true });
      symlinkSync(join('versions', version), next);
      renameSync(next, link);
      syncFolder(root);
    },
    keepOnly(kept) {
      const meant = new Set([...kept, current()]);
      for (const name of namesIn(versions))
        if (!meant.has(name)) rmSync(folderOf(name), { recursive: true, force: true });
    },
    remove: (version) => rmSync(folderOf(version), { recursive: true, force: true }),
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Makes the names in a folder last through a power cut. Windows has no such thing. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Writes a small file whole or not at all. */
export function writeWhole(path: string, text: string, mode = 0o644): void {
  const next = `${path}.next`;
  rmSync(next, { force: true });
  const file = openSync(next, 'wx', mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(next, path);
  syncFolder(dirname(path));
}

/** The text of a small plain file; null where there is none. A link is none. */
export function readPlain(path: string, maxBytes: number): string | null {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat?.isFile() && stat.size <= maxBytes ? readFileSync(path, 'utf8') : null;
}
