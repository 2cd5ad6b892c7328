import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** An empty database of the installed PGlite, made once: making one takes seconds, copying it does not. */
async function emptyDatabase(): Promise<string> {
  const manifest = join(ROOT, 'node_modules/@electric-sql/pglite/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const template = join(ROOT, '.cache', `pglite-${version}-empty`);
  if (existsSync(template)) return template;
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const unfinished = mkdtempSync(join(ROOT, '.cache', 'pglite-unfinished-'));
  const client = await PGlite.create({ dataDir: join(unfinished, 'pgdata') });
  await client.close();
  try {
    renameSync(unfinished, template);
  } catch {
    // Another test run was quicker.
    rmSync(unfinished, { recursive: true, force: true });
  }
  return template;
}

/** A data folder of its own for one central server. The caller removes it. */
export async function createPgliteFolder(): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'central-pglite-'));
  cpSync(await emptyDatabase(), directory, { recursive: true });
  return directory;
}
