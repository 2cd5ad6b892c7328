import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { SECOND_MS, type Clock } from '../shared/base/clock.ts';
import { explainFailedStart, reasonOf } from './failed-start.ts';
import { readOptions } from './read-options.ts';
import { startCentral, type Central } from './start-central.ts';
import { StorageUnavailable } from './store/database.ts';

/**
 * The executable. Standard output carries one JSON object a line, `ready` first, for whoever started
 * it; the log goes to standard error, and what keeps it from starting as one plain line.
 */
const log = pino({ name: 'central' }, pino.destination(2));
const clock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

function announce(event: string, fields: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
}
const print = (line: string): void => void process.stderr.write(`${line}\n`);

/** EX_SOFTWARE of sysexits.h. */
const EXIT_SOFTWARE = 70;

/** A machine starts its services in any order, so the database may come later. */
const LONGEST_WAIT_MS = 5 * SECOND_MS;

async function startWhenStorageAnswers(signal: AbortSignal): Promise<Central | null> {
  const options = readOptions(process.env, clock.nowMs());
  let printedReason = '';
  for (let waitMs = SECOND_MS / 2; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await startCentral({
        ...options,
        clock,
        newId: () => uuidv7(),
        log,
        signal,
        onDemoProgress: (progress) => log.info(progress, 'preparing the demo gym'),
      });
    } catch (error) {
      if (signal.aborted) return null;
      if (!(error instanceof StorageUnavailable)) throw error;
      const reason = reasonOf(error);
      if (reason !== printedReason) print(`central waits for its database: no answer yet (${reason})`);
      printedReason = reason;
    }
    await pause(waitMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return null;
  }
}

async function stop(central: Central): Promise<void> {
  try {
    await central.close();
  } catch (error) {
    log.error({ err: error }, 'the server did not stop cleanly');
    process.exitCode = EXIT_SOFTWARE;
  }
}

async function main(): Promise<void> {
  const stopped = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopped.abort());
  const central = await startWhenStorageAnswers(stopped.signal);
  if (central === null) return;
  if (stopped.signal.aborted) return stop(central);
  stopped.signal.addEventListener('abort', () => void stop(central), { once: true });
  announce('ready', { url: central.url, storage: central.store.kind });
  if (central.pairingCode === null) return;
  const { code, expiresAtMs } = central.pairingCode;
  announce('pairing_code', { code, expires_at: new Date(expiresAtMs).toISOString() });
}

// Whoever read our lines may stop reading; that is no reason to stop.
process.stdout.on('error', () => undefined);

try {
  await main();
} catch (error) {
  const failed = explainFailedStart(error);
  if (failed === null) log.error({ err: error }, 'the server cannot start');
  else print(`central cannot start: ${failed.line}`);
  process.exitCode = failed?.exitCode ?? EXIT_SOFTWARE;
}
