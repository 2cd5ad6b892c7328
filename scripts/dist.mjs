import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packApp } from './dist/pack-app.mjs';
import { ROOT } from './set-up/paths.mjs';
import { say, SetUpFailed } from './set-up/run.mjs';
import { setUp } from './set-up/set-up.mjs';

/**
 * Packs what is shipped into `dist/`. Around another Electron than the pinned one the packages are for
 * trying out, and say so: they are no packages for a gym floor.
 */
const dist = join(ROOT, 'dist');
const runtime = await setUp({ window: true });
mkdirSync(dist, { recursive: true });
try {
  const app = await packApp(runtime, dist);
  const bill = join(dist, `training-club-kiosk-${app.version}.cdx.json`);
  writeFileSync(bill, `${JSON.stringify(app.bill, null, 2)}\n`);
  say(`The app: ${app.folder}`);
  say(`What it is made of (CycloneDX): ${bill}`);
  if (app.isTest)
    say(
      `TEST PACKAGE: made around Electron ${runtime.version}, since the pinned one could not be had. Try it out; do not put it on a gym floor.`,
    );
} catch (error) {
  if (!(error instanceof SetUpFailed)) throw error;
  say(error.message);
  process.exit(1);
}
