import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { v7 as newId } from 'uuid';
import { exitStatusOf } from '../process/exit-codes.ts';
import { readSettings, type Settings } from './host/read-settings.ts';
import { openWhenPossible } from './open-store.ts';
import { noteIncidents } from './note-incidents.ts';
import { createOutput } from './host/output.ts';
import { copyDatabase } from './store/old-copies.ts';
import { rebuildRows, type RebuiltRows } from './store/rebuild-rows.ts';
import type { Store } from './store/store.ts';

/**
 * Entry of `npm run core -- --rebuild`: a kiosk that is not running gets its rows back from its facts, and
 * standard output says what was recovered. A copy of the store as it was is left beside it.
 */
const log = pino({ name: 'rebuild', level: 'warn' }, pino.destination({ dest: 2, sync: true }));
const MADE = 'kiosk.db.rebuilding';

async function main(settings: Settings): Promise<void> {
  const { dataDir } = settings;
  const output = createOutput('events', (line) => process.stdout.write(line));
  if (!existsSync(join(dataDir, 'kiosk.db'))) return end(1, `${dataDir}: there is no kiosk`);
  const opened = await openWhenPossible({
    settings,
    clock: { nowMs: () => Date.now(), monotonicMs: () => performance.now() },
    newId,
    log,
    seed: null,
    begin: () => undefined,
    onStep: () => undefined,
    onWaiting: output.waitingForDisk,
    onWorking: () => undefined,
  });
  if (!opened.ok) return end(exitStatusOf(opened.code), opened.detail ?? opened.code);
  const { store, release } = opened.value;
  for (const incident of noteIncidents(store)) output.storeRecovered(incident);
  output.rowsRebuilt(rebuild(store, dataDir));
  store.close();
  release();
}

function rebuild({ db, identity }: Store, dataDir: string): RebuiltRows {
  copyDatabase(db, join(dataDir, 'kiosk.db.before-rebuild'));
  const made = join(dataDir, MADE);
  const clear = (): void => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${made}${suffix}`, { force: true });
  };
  clear();
  const rebuilding = rebuildRows(db, identity, made);
  let step = rebuilding.next();
  while (step.done !== true) step = rebuilding.next();
  clear();
  return step.value;
}

function end(status: number, message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = status;
}

const settings = readSettings(process.env);
if (settings.ok) void main(settings.value);
else end(exitStatusOf(settings.code), settings.detail ?? settings.code);
