import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE, ROOT } from './paths.mjs';
import { run, say, SetUpFailed } from './run.mjs';

const STAMP = join(ROOT, 'node_modules', '.training-club-packages');

/** Installs the locked packages, the pinned Node among them, when they are not the ones installed. */
export async function setUpPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(NODE) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  say('Installing packages (about a minute and a half) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, output } = await run(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    quiet: true,
  });
  if (status !== 0) {
    throw new SetUpFailed(`Packages could not be installed; npm said: ${lastLines(output, 5)}`);
  }
  if (!existsSync(NODE)) {
    throw new SetUpFailed(
      'The pinned Node 24 is missing: npm must be allowed to run the install script of the package "node".',
    );
  }
  writeFileSync(STAMP, wanted);
}

function lastLines(text, count) {
  return text.trim().split('\n').slice(-count).join(' | ');
}
