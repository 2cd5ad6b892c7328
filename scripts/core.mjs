import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { NODE, ROOT } from './set-up/paths.mjs';
import { setUp } from './set-up/set-up.mjs';
import { USERS_FOLDER, usersEnvironment } from './set-up/users-folder.mjs';

await setUp();
const environment = usersEnvironment();
/** With `--rebuild` nothing runs: the kiosk's rows are made from its facts once more. */
const entry = process.argv.includes('--rebuild') ? ['core', 'rebuild.ts'] : ['main', 'headless.ts'];
const child = spawn(NODE, [join(ROOT, 'electron', ...entry)], {
  stdio: 'inherit',
  cwd: USERS_FOLDER,
  env: {
    ...environment,
    KIOSK_DATA_DIR: environment.KIOSK_DATA_DIR ?? join(ROOT, '.data', 'core'),
    KIOSK_OUTPUT: process.argv.includes('--readings') ? 'readings' : 'events',
  },
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.on('exit', (status) => process.exit(status ?? 1));
