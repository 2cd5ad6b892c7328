import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { NODE, ROOT } from './set-up/paths.mjs';
import { setUp } from './set-up/set-up.mjs';
import { USERS_FOLDER } from './set-up/users-folder.mjs';

/** Plays a device on a pseudo-terminal: npm run simulate -- ant /tmp/stick '{"straps":[{"sensor":4711}]}' */
await setUp({ tests: true });
const player = spawn(NODE, [join(ROOT, 'electron', 'devices', 'simulate.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: USERS_FOLDER,
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => player.kill(signal));
player.on('exit', (status) => process.exit(status ?? 1));
