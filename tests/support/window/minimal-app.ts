import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { findElectronRuntime } from '../../../scripts/set-up/electron-runtime.mjs';

/** A program and what comes before its own arguments. */
export interface App {
  readonly executable: string;
  readonly args: readonly string[];
}

/** The kiosk as it was built. Throws before set-up. */
export function kioskApp(): App {
  const runtime = findElectronRuntime();
  if (runtime === null) throw new Error('no Electron runtime: "npm test" and "npm run bench" set it up');
  return { executable: runtime.executable, args: runtime.appArgs };
}

/**
 * The same runtime around another app: its files linked, its own `resources/app`.
 * @param folder where it is made, and gone with it
 * @param files of the app, by name; `main.js` is its entry
 */
export function makeMinimalApp(folder: string, files: Readonly<Record<string, string>>): App {
  const { executable, args } = kioskApp();
  const app = join(folder, 'minimal');
  mkdirSync(app, { recursive: true });
  writeFileSync(join(app, 'package.json'), '{"name":"minimal","main":"main.js"}');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(app, name), text);
  if (args.length > 0) return { executable, args: [app] };
  const copy = join(folder, 'runtime');
  mkdirSync(copy);
  for (const name of readdirSync(dirname(executable))) {
    if (name === 'resources') continue;
    if (name === basename(executable)) cpSync(executable, join(copy, name));
    else symlinkSync(join(dirname(executable), name), join(copy, name));
  }
  mkdirSync(join(copy, 'resources'));
  symlinkSync(app, join(copy, 'resources', 'app'));
  return { executable: join(copy, basename(executable)), args: [] };
}
