import { join } from 'node:path';
import { NODE, ROOT } from './set-up/paths.mjs';
import { run } from './set-up/run.mjs';
import { setUp } from './set-up/set-up.mjs';

/**
 * Packs what is shipped into `dist/`. Around another Electron than the pinned one the packages are for
 * trying out, and say so: they are no packages for a gym floor.
 */
// The server's package needs no window.
const runtime = await setUp({ window: process.argv[2] !== 'central' });
// Packing needs Node 24, which set-up brings.
const { status } = await run(NODE, [
  join(ROOT, 'scripts', 'dist', 'pack-all.mjs'),
  JSON.stringify(runtime),
  ...process.argv.slice(2),
]);
process.exit(status);
