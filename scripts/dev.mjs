import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { NODE, ROOT } from './set-up/paths.mjs';
import { say } from './set-up/run.mjs';
import { setUp } from './set-up/set-up.mjs';

/**
 * For those who change the product: every screen in a browser with made-up members, changed while you watch,
 * and the demo kiosk with its simulated devices, built and started anew whenever a source was saved.
 * With `-- screens` the browser's part alone.
 */
const SOURCES = ['electron', 'renderer', 'shared', 'central', 'resources'];
/** Editors save in several steps, and people several files. */
const QUIET_MS = 500;
const onlyScreens = process.argv.includes('screens');

await setUp({ window: !onlyScreens });
const vite = [
  join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'),
  '--config',
  'renderer/vite.preview.config.ts',
];
const screens = spawn(NODE, vite, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
/** @type {import('node:child_process').ChildProcess | null} */
let kiosk = null;
let isEnding = false;
let timer;

function startKiosk() {
  // In a group of its own: Ctrl-C reaches this process only, which then closes the kiosk once.
  const detached = process.platform !== 'win32';
  const start = [join(ROOT, 'scripts', 'start.mjs')];
  kiosk = spawn(process.execPath, start, { cwd: ROOT, stdio: 'inherit', detached });
  // A kiosk that cannot be built or was closed waits for the next change.
  kiosk.once('exit', () => (kiosk = null));
}

function startAnew() {
  if (kiosk === null) startKiosk();
  else {
    kiosk.once('exit', startKiosk);
    kiosk.kill('SIGTERM');
  }
}

if (!onlyScreens) {
  for (const folder of SOURCES)
    watch(join(ROOT, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(startAnew, QUIET_MS);
    });
  startKiosk();
}
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    if (isEnding) process.exit(1);
    isEnding = true;
    clearTimeout(timer);
    screens.kill();
    if (kiosk === null) process.exit(0);
    kiosk.removeListener('exit', startKiosk);
    kiosk.once('exit', () => process.exit(0));
    kiosk.kill('SIGTERM');
  });
screens.once('exit', (status) => {
  if (!isEnding) say(`The screens cannot be shown (${status}).`);
});
