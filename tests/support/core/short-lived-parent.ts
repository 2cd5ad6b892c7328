import { fileURLToPath } from 'node:url';
import { launchNodeChild } from '../../../electron/main/node-child.ts';

/** Run as a process of its own: starts the echo child, prints its pid once it is ready, and waits to be killed. */
const child = launchNodeChild({
  node: process.execPath,
  script: fileURLToPath(new URL('./echo-child.ts', import.meta.url)),
  env: { DRAINED_FILE: process.env['DRAINED_FILE'] ?? '' },
});
child.onMessage((message) => {
  if (message.type === 'ready') process.stdout.write(`${child.pid}\n`);
});
