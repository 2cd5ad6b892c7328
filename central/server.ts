import pino from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { Clock } from '../shared/base/clock.ts';
import { readOptions } from './read-options.ts';
import { startCentral } from './start-central.ts';

/**
 * The executable. Standard output carries one JSON object a line, `ready` first, for whoever started
 * it; the log goes to standard error.
 */
const log = pino({ name: 'central' }, pino.destination(2));
const clock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

function announce(event: string, fields: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
}

/** EX_CONFIG and EX_SOFTWARE of sysexits.h: a supervisor need not try the first again. */
const EXIT_CONFIG = 78;
const EXIT_SOFTWARE = 70;

const STARTUP_ERRORS = new Set(['InvalidEnvironment', 'DirectoryLocked', 'SchemaMismatch', 'RangeError']);

try {
  const central = await startCentral({
    ...readOptions(process.env, clock.nowMs()),
    clock,
    newId: () => uuidv7(),
    log,
    onDemoProgress: (progress) => log.info(progress, 'preparing the demo gym'),
  });
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    central.close().catch((error: unknown) => {
      log.error({ err: error }, 'the server did not stop cleanly');
      process.exitCode = EXIT_SOFTWARE;
    });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  announce('ready', { url: central.url, storage: central.store.kind });
  if (central.pairingCode !== null) {
    const { code, expiresAtMs } = central.pairingCode;
    announce('pairing_code', { code, expires_at: new Date(expiresAtMs).toISOString() });
  }
} catch (error) {
  const isSetting = error instanceof Error && STARTUP_ERRORS.has(error.name);
  log.error({ err: error }, 'the server cannot start');
  process.exitCode = isSetting ? EXIT_CONFIG : EXIT_SOFTWARE;
}
