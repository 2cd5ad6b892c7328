import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { NODE, ROOT } from './set-up/paths.mjs';
import { setUp } from './set-up/set-up.mjs';
import { startVirtualScreen } from './set-up/virtual-screen.mjs';

/** Drives the real app through the main stories and leaves screenshots in `out/tour/`. */
await setUp({ window: true });
const screen = process.platform === 'linux' ? await startVirtualScreen() : null;
const tour = spawn(NODE, [join(ROOT, 'tests', 'tour', 'tour.ts')], {
  stdio: 'inherit',
  env: { ...process.env, ...(screen === null ? {} : { DISPLAY: screen.display }) },
});
tour.on('exit', (status) => {
  screen?.stop();
  process.exit(status ?? 1);
});
