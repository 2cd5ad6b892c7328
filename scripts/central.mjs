import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { NODE, ROOT } from './set-up/paths.mjs';
import { setUp } from './set-up/set-up.mjs';
import { USERS_FOLDER, usersEnvironment } from './set-up/users-folder.mjs';

/** The central server; with a command behind `--`, the operator's door to it. */
await setUp();
const command = process.argv.slice(2);
const entry = command.length === 0 ? 'server.ts' : 'operator.ts';
const environment = usersEnvironment();
const child = spawn(NODE, [join(ROOT, 'central', entry), ...command], {
  stdio: 'inherit',
  cwd: USERS_FOLDER,
  env: { ...environment, KIOSK_DATA_DIR: environment.KIOSK_DATA_DIR ?? join(ROOT, '.data', 'central') },
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.on('exit', (status) => process.exit(status ?? 1));
