import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SECRET_BYTES = 32;

/**
 * The secret that lies beside an embedded database, made where there is none yet: whole or not at all, and
 * for this account alone. Called by whoever has the folder to itself.
 */
export async function keptSecret(directory: string): Promise<string> {
  const path = join(directory, 'central-secret');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const unfinished = `${path}.${randomUUID()}`;
  await writeFile(unfinished, `${secret}\n`, { flag: 'wx', mode: 0o600, flush: true });
  await rename(unfinished, path);
  return secret;
}
