import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { handOn } from './hand-on.ts';
import { shiftClock, TEST_AT, TEST_SHIFT } from './shifted-clock.ts';

/**
 * Loaded before anything else by every process of a test run: Vitest starts its workers with it, and what
 * those start gets it by its environment. The product knows none of this.
 */
const at = process.env[TEST_AT];
// A worker of the test runner begins at the instant; what it starts is as far from the machine's clock as it is.
if (at !== undefined) process.env[TEST_SHIFT] ??= String(Date.parse(at) - Date.now());
const shift = process.env[TEST_SHIFT];
if (shift !== undefined) shiftClock(Number(shift));

if (isMainThread) {
  // Compiled code is kept between starts: a test that starts core 200 times is about core, not about Node.
  process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '..', '..', '..', '.cache', 'compiled');
  const preload = `--import=${import.meta.url}`;
  const options = process.env['NODE_OPTIONS'] ?? '';
  if (!options.includes(preload)) process.env['NODE_OPTIONS'] = `${options} ${preload}`.trim();
  const handedOn = ['NODE_OPTIONS', 'NODE_COMPILE_CACHE', 'TZ', TEST_AT, TEST_SHIFT];
  handOn(
    Object.fromEntries(
      handedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    ),
  );
}
