import { spawn } from 'node:child_process';

/** Large enough for both orientations. */
const SIZE = '1920x1920x24';

/**
 * Starts an X server without a screen on the first free display.
 * @returns {Promise<{ display: string, stop: () => void }>}
 */
export function startVirtualScreen() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SIZE, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    server.once('error', () => reject(new Error('Xvfb could not be started')));
    server.once('exit', () => reject(new Error('Xvfb ended before it had a display')));
    server.stdio[3].once('data', (number) => {
      resolve({ display: `:${String(number).trim()}`, stop: () => server.kill() });
    });
  });
}
