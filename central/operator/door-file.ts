import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isAlive, thisProcess } from '../store/directory-lock.ts';

/** Where a running server answers its operator. Whoever can read it owns the server's data. */
export interface OperatorDoorAddress {
  readonly port: number;
  readonly secret: string;
}

const doorFileSchema = z.object({
  port: z.number().int().min(1).max(65_535),
  secret: z.string().min(32),
  owner: z.object({ pid: z.number().int(), start: z.string(), runId: z.string() }),
});

const pathIn = (directory: string): string => join(directory, 'operator-door.json');

/** Puts the address up; whole or not at all, and for this account alone. */
export async function writeDoorFile(directory: string, address: OperatorDoorAddress): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const unfinished = `${pathIn(directory)}.${randomUUID()}`;
  const text = JSON.stringify({ ...address, owner: thisProcess() });
  await writeFile(unfinished, text, { flag: 'wx', mode: 0o600 });
  await rename(unfinished, pathIn(directory));
}

/**
 * The address of the server that runs on this folder.
 * @returns null where none does: a server that was killed leaves its file, and by now its port may be
 *   somebody else's
 */
export function readDoorFile(directory: string): OperatorDoorAddress | null {
  let text: string;
  try {
    text = readFileSync(pathIn(directory), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const file = doorFileSchema.safeParse(parseJson(text));
  return file.success && isAlive(file.data.owner) ? file.data : null;
}

/** Takes the address down unless another server has put up its own. */
export async function removeDoorFile(directory: string, { secret }: OperatorDoorAddress): Promise<void> {
  if (readDoorFile(directory)?.secret === secret) await rm(pathIn(directory), { force: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
