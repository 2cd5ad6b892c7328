import { setUpBuild } from './build.mjs';
import { setUpElectronRuntime } from './electron-runtime.mjs';
import { setUpPackages } from './packages.mjs';
import { say, SetUpFailed } from './run.mjs';
import { setUpSystemPackages } from './system-packages.mjs';

/**
 * Makes sure that everything a command needs is there; a second run finds it all and does nothing.
 * Ends the process with one clear sentence when something cannot be had.
 * @param {{ window?: boolean, tests?: boolean }} needs `window`: Electron, its system libraries and the build
 * @returns {Promise<{ executable: string, appArgs: string[], version: string } | null>} the Electron runtime
 */
export async function setUp(needs = {}) {
  try {
    const hasScreen =
      process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
    await setUpSystemPackages({ ...needs, virtualScreen: needs.tests || (needs.window && !hasScreen) });
    await setUpPackages();
    if (!needs.window) return null;
    const runtime = await setUpElectronRuntime();
    await setUpBuild();
    return runtime;
  } catch (error) {
    if (!(error instanceof SetUpFailed)) throw error;
    say(error.message);
    process.exit(1);
  }
}
