import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * Where the one who called stood. npm runs scripts in the project's folder, whatever `--prefix` or
 * sub-folder it was called from (https://docs.npmjs.com/cli/v10/commands/npm-run-script).
 */
export const USERS_FOLDER = usersFolder();

function usersFolder() {
  const folder = process.env.INIT_CWD ?? process.cwd();
  return existsSync(folder) ? folder : ROOT;
}

const PATHS = ['KIOSK_CONFIG', 'KIOSK_DATA_DIR', 'KIOSK_CENTRAL_DATA_DIR'];

/** The environment with its paths as the user meant them: from where they stood. */
export function usersEnvironment() {
  const env = { ...process.env };
  for (const name of PATHS) {
    const path = env[name];
    if (path !== undefined && path !== '' && !isAbsolute(path)) env[name] = resolve(USERS_FOLDER, path);
  }
  return env;
}
