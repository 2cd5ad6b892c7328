import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import type { DemoGym, DemoGymRefusal, DemoGymRequest } from '../../../shared/demo/demo-gym.ts';
import { demoGymInSteps } from '../../../shared/demo/generate-demo-gym.ts';
import {
  cardRow,
  closureRow,
  freezeRow,
  goalRow,
  memberRow,
  readingRow,
  sessionRow,
  strapRow,
  visitRow,
} from '../../../shared/facts/domain-rows.ts';
import type { RowChange } from '../../../shared/facts/row-changes.ts';
import { openDatabase, write, type ReadableDb, type WritableDb } from '../store/database.ts';
import { importRow } from '../store/fact-rows.ts';
import { insertAchievement } from '../store/tables/achievements.ts';
import { insertBooking, insertClass } from '../store/tables/classes.ts';
import { saveConsent } from '../store/tables/consents.ts';

/** Rows between two looks at the outside: a few milliseconds of work. */
const ROWS_PER_TURN = 2_000;
/** Share of the progress bar that generating takes; storing takes the rest. */
const GENERATING_SHARE = 0.4;

/**
 * Fills a store that does not exist yet with a generated gym, as central would have sent it: rows
 * without facts. Written to a file beside and renamed when complete, so that a demo killed half way
 * starts over instead of opening on half a gym.
 * @param onProgress called with 0 to 1
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
  const rows = (changes: readonly RowChange[]) => table(changes, importRow);
  // Nobody wears a strap in a gym that opens for the first time.
  const finished = gym.heartRateSessions.filter(({ session }) => session.endedAtMs !== null);
  return [
    rows(gym.members.map(memberRow)),
    rows(gym.closures.map(closureRow)),
    rows(gym.freezes.map(freezeRow)),
    rows(
      gym.credentials.map(({ cardCode, memberId }) =>
        cardRow({ code: cardCode, memberId, enrolledAtMs: nowMs }),
      ),
    ),
    table(gym.consents, saveConsent),
    rows(gym.straps.map((strap) => strapRow({ ...strap, enrolledAtMs: nowMs }))),
    table(gym.classes, insertClass),
    table(gym.bookings, insertBooking),
    rows(gym.visits.map(visitRow)),
    rows(finished.map(({ session, summary }) => sessionRow(session, summary))),
    rows(gym.readings.map(readingRow)),
    rows(gym.goals.map((goal) => goalRow(goal, nowMs))),
    table(gym.achievements, insertAchievement),
  ];
}
