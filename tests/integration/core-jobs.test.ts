import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { checkDatabase } from '../../electron/core/store/check-database.ts';
import { putVisit } from '../support/core/put-rows.ts';
import { saveJob } from '../../electron/core/store/tables/jobs.ts';
import { DAY_MS } from '../../shared/base/clock.ts';
import type { VisitId } from '../../shared/base/ids.ts';
import { startCoreProcess } from '../support/core/core-process.ts';
import { createDeviceProcess } from '../support/core/device-process.ts';
import { addMember, openTestStore, temporaryDir } from '../support/core/open-test-store.ts';
import { machinePace } from '../support/machine-pace.ts';
import { waitFor } from '../support/wait-for.ts';

const MEMBERS = 100;
/** The machine was off so long that two Mondays at three lie within, whatever day it is. */
const OFF_MS = 21 * DAY_MS;
/** One a day, so that each of the weeks that are due has some. */
const VISITS_EACH = 28;
const READER = 'reader';
/** The first of them also waits for the line to core. */
const SCANS = 10;

/** A gym whose machine was off for weeks, and which has weeks of visits to sum up and to close. */
function gymAfterWeeksOff(dataDir: string): string {
  const { store } = openTestStore(dataDir);
  const nowMs = Date.now();
  const members = Array.from({ length: MEMBERS }, (_, number) => addMember(store, number + 1));
  store.write((tx) => {
    for (const member of members)
      for (let day = 1; day <= VISITS_EACH; day += 1) {
        const id = `visit-${member.id}-${day}` as VisitId;
        putVisit(tx, { id, memberId: member.id, checkedInAtMs: nowMs - day * DAY_MS, classId: null });
      }
    for (const id of ['daily_attendance', 'weekly_summary', 'database_backup'])
      saveJob(tx, id, {
        coveredUntilMs: nowMs - OFF_MS,
        attempts: 0,
        retryAtMs: null,
        requestedAtMs: null,
      });
  });
  store.close();
  const configPath = join(dataDir, 'config.json');
  const reader = { id: READER, family: 'rdm6300', transport: { type: 'simulated' } };
  writeFileSync(
    configPath,
    JSON.stringify({ gym_id: 'gym-1', timezone: 'Europe/Berlin', devices: [reader] }),
  );
  return configPath;
}

/** Looks into the database of a core that runs, or of one that was killed. */
function look<Answer>(dataDir: string, ask: (db: Database.Database) => Answer): Answer {
  const db = new Database(join(dataDir, 'kiosk.db'), { timeout: 5_000 });
  try {
    return ask(db);
  } finally {
    db.close();
  }
}

const count = (db: Database.Database, query: string): number => db.prepare(query).pluck().get() as number;
const OUTCOMES = `SELECT job_id || ' ' || outcome FROM job_runs
  WHERE job_id IN ('daily_attendance', 'weekly_summary', 'database_backup') ORDER BY id`;

it('a kiosk that is killed in the middle of its jobs, again and again, does each of them once', async () => {
  const dataDir = temporaryDir();
  const configPath = gymAfterWeeksOff(dataDir);
  for (const closed of [1, 600, 1_200]) {
    const core = startCoreProcess(dataDir, configPath);
    await core.ready;
    const query = 'SELECT count(*) FROM visit_ends';
    await waitFor(() => look(dataDir, (db) => count(db, query)) >= closed, 'visits are being closed');
    core.child.kill();
    expect(await core.ended).toBe('SIGKILL');
    // Staff ask for it, so that the pause after repeated interruptions need not be waited for.
    look(dataDir, (db) => db.exec('UPDATE jobs SET attempts = 0, retry_at = NULL'));
  }
  const core = startCoreProcess(dataDir, configPath);
  await core.ready;
  const isDone = (db: Database.Database): boolean =>
    (db.prepare(OUTCOMES).pluck().all() as string[]).filter((text) => text.endsWith('succeeded')).length ===
    3;
  await waitFor(() => look(dataDir, isDone), 'all jobs are done', 60_000);
  core.child.send({ type: 'drain' });
  expect(await core.ended).toBe(0);
  look(dataDir, (db) => {
    const outcomes = db.prepare(OUTCOMES).pluck().all() as string[];
    expect(outcomes.filter((text) => text.endsWith('succeeded')).toSorted()).toEqual([
      'daily_attendance succeeded',
      'database_backup succeeded',
      'weekly_summary succeeded',
    ]);
    expect(outcomes).toContain('daily_attendance interrupted');
    // Today's visits stay open; every one before has one end.
    expect(count(db, 'SELECT count(*) FROM visit_ends')).toBeGreaterThanOrEqual(MEMBERS * (VISITS_EACH - 1));
    expect(count(db, 'SELECT count(*) FROM weekly_summaries')).toBeGreaterThanOrEqual(MEMBERS * 2);
    expect(count(db, `SELECT count(*) FROM facts WHERE kind = 'job.finished'`)).toBe(3);
  });
  expect(checkDatabase(join(dataDir, 'kiosk.db'))).toMatchObject({ ok: true });
});

it('a card held in the middle of a long job is answered as fast as ever', async () => {
  const dataDir = temporaryDir();
  const configPath = gymAfterWeeksOff(dataDir);
  const core = startCoreProcess(dataDir, configPath);
  await core.ready;
  await waitFor(
    () => look(dataDir, (db) => count(db, 'SELECT count(*) FROM visit_ends')) > 0,
    'a job is under way',
  );
  const devices = createDeviceProcess('run-1');
  devices.connect(core.child.openPort('devices'));
  const tookMs: number[] = [];
  // Cards nobody enrolled: a member at the screen would stop the job, which is not what is measured here.
  for (let scan = 1; scan <= SCANS; scan += 1) {
    const before = performance.now();
    devices.line.reading({ kind: 'card', device: READER, at: Date.now(), code: `stranger-${scan}` });
    await new Promise<void>((resolve) => devices.whenAcknowledged(READER, scan, resolve));
    tookMs.push(performance.now() - before);
  }
  const isBusy = look(dataDir, (db) => count(db, `SELECT count(*) FROM job_runs WHERE outcome = 'running'`));
  expect(isBusy).toBe(1);
  const middle = tookMs.toSorted((left, right) => left - right)[SCANS / 2];
  // A slice of a job, a durable commit and two hops between processes.
  expect(middle).toBeLessThan(100 * machinePace());
  core.child.kill();
  await core.ended;
});
