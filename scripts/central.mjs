import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { NODE, ROOT } from './set-up/paths.mjs';
import { setUp } from './set-up/set-up.mjs';

await setUp();
const child = spawn(NODE, [join(ROOT, 'central', 'server.ts')], {
  stdio: 'inherit',
  env: { ...process.env, KIOSK_DATA_DIR: process.env.KIOSK_DATA_DIR ?? join(ROOT, '.data', 'central') },
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
child.on('exit', (status) => process.exit(status ?? 1));
