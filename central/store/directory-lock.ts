import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, readFile, rename, rm, link } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Another process, or another part of this one, has the folder open. */
export class DirectoryLocked extends Error {
  override readonly name = 'DirectoryLocked';
}

export interface DirectoryLock {
  release(): Promise<void>;
}

const LOCK_FILE = 'central.lock';
/** Two takeovers of the same stale lock settle in two rounds; more means the folder is misbehaving. */
const MAX_ATTEMPTS = 5;
/** Tells this process from an earlier one that had the same process id, as containers often give. */
const RUN_ID = randomUUID();

const ownerSchema = z.object({ pid: z.number().int(), run_id: z.string(), started: z.string().nullable() });
type Owner = z.infer<typeof ownerSchema>;

/** When a process started, in a form that no later process with the same id shares; null where the system does not say. */
function startOf(pid: number): string | null {
  try {
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22 is the start time in clock ticks since boot; the name in field 2 may hold spaces.
    const startTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return startTicks === undefined ? null : `${bootId}/${startTicks}`;
  } catch {
    return null;
  }
}

function isAlive(owner: Owner): boolean {
  if (owner.pid === process.pid) return owner.run_id === RUN_ID;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it runs, under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return owner.started === null || owner.started === startOf(owner.pid);
}

function parseOwner(text: string): Owner | null {
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    // A lock whose writer died before its first byte, or a file from elsewhere.
    return null;
  }
}

async function tryCreate(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(content);
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a stale lock aside; puts it back if it turns out to be a newer one written meanwhile. */
async function removeStale(path: string, staleText: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== staleText) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/**
 * Takes a folder for this process until `release`. A lock left by a process that is gone is taken over.
 * @throws DirectoryLocked when its owner is alive
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const path = join(directory, LOCK_FILE);
  const content = JSON.stringify({ pid: process.pid, run_id: RUN_ID, started: startOf(process.pid) } satisfies Owner);
  for (let attempts = 0; attempts < MAX_ATTEMPTS; attempts += 1) {
    if (await tryCreate(path, content)) return { release: () => rm(path, { force: true }) };
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) continue;
    const owner = parseOwner(text);
    if (owner !== null && isAlive(owner)) {
      throw new DirectoryLocked(`${directory} is in use by process ${owner.pid}`);
    }
    await removeStale(path, text);
  }
  throw new DirectoryLocked(`${directory} could not be locked`);
}
