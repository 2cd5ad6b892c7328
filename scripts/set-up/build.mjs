import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { NODE, ROOT } from './paths.mjs';
import { run, say, SetUpFailed } from './run.mjs';

const SOURCES = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package-lock.json'];
const STAMP = join(ROOT, 'out', '.built-from');

/** Builds the app unless the build on disk was made from the very sources that are there. */
export async function setUpBuild() {
  const sources = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
  say('Building the app …');
  const vite = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { status, output } = await run(NODE, [vite, 'build', '--logLevel', 'warn'], { quiet: true });
  if (status !== 0) throw new SetUpFailed(`The app could not be built:\n${output.trim()}`);
  writeFileSync(STAMP, sources);
}

/** Names, sizes and times of all sources: cheap, and changes whenever an editor saves. */
function fingerprint() {
  const hash = createHash('sha256');
  const add = (path) => {
    const stat = statSync(path);
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(`${relative(ROOT, path)} ${stat.size} ${stat.mtimeMs}\n`);
  };
  for (const source of SOURCES) add(join(ROOT, source));
  return hash.digest('hex');
}
