import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from './set-aside.ts';

export type SmallFile =
  | { readonly state: 'absent' }
  /** There is something of that name that is no readable file: a folder, mostly. */
  | { readonly state: 'no_file' }
  | { readonly state: 'text'; readonly text: string };

/** Reads a small file whole. @throws where the disk fails: that says nothing about the file */
export function readSmallFile(path: string): SmallFile {
  try {
    return { state: 'text', text: readFileSync(path, 'utf8') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { state: 'absent' };
    if (code === 'EISDIR' || code === 'ENOTDIR' || code === 'ELOOP') return { state: 'no_file' };
    throw error;
  }
}

/** Writes a small file for this user alone; whole or not at all, whenever the machine stops. */
export function writeSmallFile(path: string, text: string): void {
  const whole = `${path}.new`;
  const file = openSync(whole, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(whole, path);
  syncFolder(dirname(path));
}
