import { join, dirname } from 'node:path';
import { NODE, ROOT } from './set-up/paths.mjs';
import { run, say } from './set-up/run.mjs';
import { setUp } from './set-up/set-up.mjs';

/**
 * Packs the app into `dist/`, around the Electron that set-up found. Around another Electron than the
 * pinned one it says so: such a package is for trying out, not for a gym floor.
 */
const runtime = await setUp({ window: true });
const builder = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
const { status } = await run(NODE, [
  builder,
  '--config',
  'electron.builder.yml',
  '--publish',
  'never',
  `-c.electronDist=${dirname(runtime.executable)}`,
  `-c.electronVersion=${runtime.version}`,
]);
if (status === 0 && runtime.appArgs.length === 0) {
  say(
    `Packed around Electron ${runtime.version}: core runs on the Node that KIOSK_NODE names. Ship a package built with the pinned Electron.`,
  );
}
process.exit(status);
