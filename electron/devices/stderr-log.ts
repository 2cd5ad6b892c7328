import type { Log } from '../../shared/base/log.ts';

/**
 * A log of one JSON object a line on standard error. Standard output stays free: the headless
 * kiosk prints readings there.
 * @param write takes one line
 */
export function createLineLog(write: (line: string) => void, nowMs: () => number): Log {
  const at =
    (level: string) =>
    (fields: object, message: string): void =>
      write(`${JSON.stringify({ at: nowMs(), level, process: 'devices', message, ...fields })}\n`);
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
