import { spawn } from 'node:child_process';

/** Large enough for windows of both orientations; a kiosk that fills its screen wants one of them. */
const BOTH = '1920x1920x24';
export const PORTRAIT = '1080x1920x24';

/**
 * Starts an X server without a screen on the first free display.
 * @param {string} [size] width x height x depth
 * @returns {Promise<{ display: string, stop: () => void }>}
 */
export function startVirtualScreen(size = BOTH) {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    // Ctrl-C would reach it before the window that is on it.
    detached: true,
  });
  return new Promise((resolve, reject) => {
    server.once('error', () => reject(new Error('Xvfb could not be started')));
    server.once('exit', () => reject(new Error('Xvfb ended before it had a display')));
    server.stdio[3].once('data', (number) => {
      resolve({ display: `:${String(number).trim()}`, stop: () => server.kill() });
    });
  });
}
