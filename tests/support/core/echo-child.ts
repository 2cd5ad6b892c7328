import { writeFileSync } from 'node:fs';
import { connectToParent } from '../../../electron/process/parent-line.ts';

/**
 * A supervised process for tests: says back what it hears on a line, together with who opened it, and
 * dies, hangs or goes on when told. Writes the file `DRAINED_FILE` names once it has finished in order.
 */
const parent = connectToParent();

parent.onPort((peer, port) => {
  port.onMessage((message) => {
    if (message === 'crash') process.kill(process.pid, 'SIGSEGV');
    if (message === 'hang') for (;;);
    if (message === 'hang up') port.close();
    port.postMessage({ peer, pid: process.pid, message });
  });
});
parent.onDrain(async () => {
  // More than one message to a parent that may be gone: none of them may end this process early.
  for (let message = 0; message < 50; message += 1) {
    parent.ready();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const file = process.env['DRAINED_FILE'];
  if (file !== undefined) writeFileSync(file, 'drained');
});
parent.ready();
