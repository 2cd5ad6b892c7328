import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';

/** Where files go that cannot be used as they are. Nothing in it is ever deleted by the kiosk. */
export const DAMAGED_FOLDER = 'damaged';

/** The highest-numbered folder of things set aside, or null when there is none. */
export function latestDamaged(dataDir: string): string | null {
  const folder = join(dataDir, DAMAGED_FOLDER);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return null;
  const latest = Math.max(0, ...readdirSync(folder).filter(isNumber).map(Number));
  return latest === 0 ? null : join(folder, String(latest));
}

/** A new, empty folder for what is set aside now: counted, since a clock may be wrong. */
export function newDamaged(dataDir: string): string {
  const latest = latestDamaged(dataDir);
  const number = latest === null ? 1 : Number(latest.split(/[\\/]/).at(-1)) + 1;
  const parent = join(dataDir, DAMAGED_FOLDER);
  // Something else of that name makes way, and is kept too.
  if (latest === null && statSync(parent, { throwIfNoEntry: false })?.isFile() === true)
    renameSync(parent, `${parent}-file`);
  const folder = join(parent, String(number));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  syncFolder(parent);
  return folder;
}

/**
 * Moves what is there of these names, in this order. A folder in a file's place moves like a file; nothing
 * that was set aside before is written over.
 */
export function moveInto(folder: string, dataDir: string, names: readonly string[]): void {
  for (const name of names) {
    if (existsSync(join(dataDir, name))) renameSync(join(dataDir, name), freeName(join(folder, name)));
  }
  syncFolder(folder);
  syncFolder(dataDir);
}

function freeName(path: string): string {
  let name = path;
  for (let number = 2; existsSync(name); number += 1) name = `${path}.${number}`;
  return name;
}

/** Makes names durable: a rename is on the disk once its folder is. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function isNumber(name: string): boolean {
  return /^[1-9]\d{0,8}$/.test(name);
}
