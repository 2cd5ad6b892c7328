import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import { toHeartRateSummary } from '../../../shared/contract/heart-rate-summary.ts';
import type { DemoGym, DemoGymRefusal, DemoGymRequest } from '../../../shared/demo/demo-gym.ts';
import { demoGymInSteps } from '../../../shared/demo/generate-demo-gym.ts';
import { visitRow } from '../../../shared/facts/domain-rows.ts';
import { findMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { openDatabase, write, type ReadableDb, type WritableDb } from '../store/database.ts';
import { importRow } from '../store/fact-rows.ts';
import { insertAchievement } from '../store/tables/achievements.ts';
import { insertCard } from '../store/tables/cards.ts';
import { insertBooking, insertClass } from '../store/tables/classes.ts';
import { saveConsent } from '../store/tables/consents.ts';
import { insertClosure, insertFreeze } from '../store/tables/excused-times.ts';
import { insertGoal } from '../store/tables/goals.ts';
import { insertFinishedSession } from '../store/tables/heart-rate-sessions.ts';
import { insertMetric } from '../store/tables/progress-metrics.ts';
import { insertStrap } from '../store/tables/straps.ts';
import { insertMember } from '../store/tables/users.ts';

/** Rows between two looks at the outside: a few milliseconds of work. */
const ROWS_PER_TURN = 2_000;
/** Share of the progress bar that generating takes; storing takes the rest. */
const GENERATING_SHARE = 0.4;

/**
 * Fills a store that does not exist yet with a generated gym, as central would have sent it: rows
 * without facts. Written to a file beside and renamed when complete, so that a demo killed half way
 * starts over instead of opening on half a gym.
 * @param onProgress hears 0 to 1
 * @returns the reason when the request is out of bounds; false when there is a store already
 */
export async function seedDemoStore(
  dataDir: string,
  request: DemoGymRequest,
  onProgress: (share: number) => void,
): Promise<Result<boolean, DemoGymRefusal>> {
  const path = join(dataDir, 'kiosk.db');
  if (existsSync(path)) return ok(false);
  const steps = demoGymInSteps(request);
  let step = steps.next();
  while (step.done !== true) {
    onProgress(step.value * GENERATING_SHARE);
    await nextTurn();
    step = steps.next();
  }
  if (!step.value.ok) return fail(step.value.code);
  const unfinished = `${path}.unfinished`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${unfinished}${suffix}`, { force: true });
  const db = openDatabase(unfinished, request.nowMs);
  try {
    // Nothing is lost that could not be generated again; the rename below is what makes it count.
    db.pragma('synchronous = OFF');
    await storeGym(db, step.value.value, request.nowMs, (share) =>
      onProgress(GENERATING_SHARE + share * (1 - GENERATING_SHARE)),
    );
    // … and what it counts must be on the disk by then.
    db.pragma('synchronous = FULL');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
  renameSync(unfinished, path);
  return ok(true);
}

async function storeGym(
  db: ReadableDb,
  gym: DemoGym,
  nowMs: number,
  onProgress: (share: number) => void,
): Promise<void> {
  const tables = inserts(gym, nowMs);
  const total = tables.reduce((rows, [count]) => rows + count, 0);
  let stored = 0;
  for (const [count, insertRow] of tables) {
    for (let from = 0; from < count; from += ROWS_PER_TURN) {
      const until = Math.min(count, from + ROWS_PER_TURN);
      write(db, (tx) => {
        for (let row = from; row < until; row += 1) insertRow(tx, row);
      });
      stored += until - from;
      onProgress(stored / total);
      await nextTurn();
    }
  }
}

type InsertRow = (tx: WritableDb, row: number) => void;

/** Every table's row count and how to store one row; parents before children. */
function inserts(gym: DemoGym, nowMs: number): [count: number, insertRow: InsertRow][] {
  const table = <Row>(
    rows: readonly Row[],
    insertRow: (tx: WritableDb, row: Row) => void,
  ): [number, InsertRow] => [rows.length, (tx, row) => insertRow(tx, rows[row]!)];
  return [
    table(gym.members, insertMember),
    table(gym.closures, insertClosure),
    table(gym.freezes, (tx, freeze) => insertFreeze(tx, freeze.memberId, freeze)),
    table(gym.credentials, (tx, { cardCode, memberId }) =>
      insertCard(tx, { code: cardCode, memberId, enrolledAtMs: nowMs }),
    ),
    table(gym.consents, saveConsent),
    table(gym.straps, (tx, strap) => insertStrap(tx, { ...strap, enrolledAtMs: nowMs })),
    table(gym.classes, insertClass),
    table(gym.bookings, insertBooking),
    table(gym.visits, (tx, visit) => importRow(tx, visitRow(visit))),
    table(gym.heartRateSessions, (tx, { session, summary }) => {
      const { endedAtMs } = session;
      if (endedAtMs === null) return;
      insertFinishedSession(
        tx,
        { ...session, endedAtMs },
        toHeartRateSummary(session.startedAtMs, endedAtMs, summary),
      );
    }),
    table(gym.readings, (tx, reading) =>
      insertMetric(tx, reading, {
        unit: findMetric(reading.metricType)?.unit ?? '',
        inputs: null,
        heartRateSessionId: null,
        fact: null,
      }),
    ),
    table(gym.goals, (tx, goal) => insertGoal(tx, goal, nowMs)),
    table(gym.achievements, insertAchievement),
  ];
}
