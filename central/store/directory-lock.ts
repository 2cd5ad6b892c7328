import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Another process, or another part of this one, has the folder open. */
export class DirectoryLocked extends Error {
  override readonly name = 'DirectoryLocked';
}

export interface DirectoryLock {
  release(): Promise<void>;
}

/** Tells this process from an earlier one that had the same process id, as containers often give. */
const RUN_ID = randomUUID();
const UNKNOWN_START = 'unknown';

/** One run of one process. A lock file's name holds all of it, so that the file appears whole or not at all. */
export interface Owner {
  readonly pid: number;
  readonly start: string;
  readonly runId: string;
}

const LOCK_FILE = /^central\.lock\.(?<pid>\d+)\.(?<start>[\w-]+)\.(?<runId>[\w-]+)\.[\w-]+$/;

function lockFileName({ pid, start, runId }: Owner): string {
  return `central.lock.${pid}.${start}.${runId}.${randomUUID()}`;
}

/** When a process started, in a form that no later process with the same id shares, where the system says. */
function startOf(pid: number): string {
  try {
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22 is the start time in clock ticks since boot; the name in field 2 may hold spaces.
    const startTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return startTicks === undefined ? UNKNOWN_START : `${bootId}-${startTicks}`;
  } catch {
    return UNKNOWN_START;
  }
}

/** Who this is. */
export function thisProcess(): Owner {
  return { pid: process.pid, start: startOf(process.pid), runId: RUN_ID };
}

/** Whether that very process still runs. */
export function isAlive(owner: Owner): boolean {
  if (owner.pid === process.pid) return owner.runId === RUN_ID;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it runs, under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const start = startOf(owner.pid);
  return owner.start === UNKNOWN_START || start === UNKNOWN_START || owner.start === start;
}

/** Every lock file in the folder but one's own. */
async function otherLocks(directory: string, ownName: string): Promise<{ name: string; owner: Owner }[]> {
  return (await readdir(directory)).flatMap((name) => {
    const { pid = '', start = '', runId = '' } = LOCK_FILE.exec(name)?.groups ?? {};
    return pid === '' || name === ownName ? [] : [{ name, owner: { pid: Number(pid), start, runId } }];
  });
}

/**
 * Takes a folder for this process until `release`. Everyone who wants it first puts up a file of
 * their own and then looks for others: of two, the later to look sees the earlier one and gives way,
 * so there are never two owners. Files of processes that are gone are cleared away.
 * @throws DirectoryLocked when somebody alive has, or is just asking for, the folder
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const ownName = lockFileName(thisProcess());
  const release = (): Promise<void> => rm(join(directory, ownName), { force: true });
  await writeFile(join(directory, ownName), '', { flag: 'wx', mode: 0o600 });
  for (const { name, owner } of await otherLocks(directory, ownName)) {
    if (isAlive(owner)) {
      await release();
      throw new DirectoryLocked(`${directory} is in use by process ${owner.pid}`);
    }
    await rm(join(directory, name), { force: true });
  }
  return { release };
}
