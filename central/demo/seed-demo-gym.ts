import { setImmediate as nextTurn } from 'node:timers/promises';
import { SECOND_MS, type Clock } from '../../shared/base/clock.ts';
import type { GymId } from '../../shared/base/ids.ts';
import type { Log } from '../../shared/base/log.ts';
import { demoGymInSteps } from '../../shared/demo/generate-demo-gym.ts';
import type { DemoCredential, DemoGym, DemoGymRequest } from '../../shared/demo/demo-gym.ts';
import type { DemoProgress, DemoSize } from '../demo-options.ts';
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
} from '../../shared/facts/domain-rows.ts';
import type { RowChange } from '../../shared/facts/row-changes.ts';
import type { TableName } from '../../shared/facts/tables.ts';
import { createPinVerifier } from '../auth/pin-verifier.ts';
import type { CentralDatabase, SqlRunner, Statement } from '../store/database.ts';
import { storeRows } from '../store/domain-rows.ts';
import { saveAchievements } from '../store/tables/achievements.ts';
import { insertBookings } from '../store/tables/bookings.ts';
import { upsertConsents } from '../store/tables/consents.ts';
import { insertClasses } from '../store/tables/classes.ts';
import { countUsers, updatePinVerifiers } from '../store/tables/users.ts';

/** Rows in one statement: large enough to be quick, small enough to be a few megabytes of parameters. */
const ROWS_PER_STATEMENT = 5_000;
/** Shortest time between two progress reports. */
const REPORT_INTERVAL_MS = SECOND_MS;

/** One table's share of the gym. */
interface Load {
  readonly rows: readonly unknown[];
  readonly insert: (from: number, to: number) => Statement;
}

function load<Row>(rows: readonly Row[], insert: (rows: readonly Row[]) => Statement): Load {
  return { rows, insert: (from, to) => insert(rows.slice(from, to)) };
}

/** Rows that facts would have produced, through the statement that facts go through. */
function loadRows<Table extends TableName>(
  gymId: GymId,
  table: Table,
  changes: readonly RowChange<Table>[],
): Load {
  return load(changes, (some) => storeRows(gymId, table, some));
}

function createLoads(gym: DemoGym, nowMs: number): Load[] {
  const { gymId } = gym;
  const sessions = gym.heartRateSessions.map(({ session, summary }) => sessionRow(session, summary));
  const cards = gym.credentials.map(({ cardCode, memberId }) =>
    cardRow({ code: cardCode, memberId, enrolledAtMs: nowMs }),
  );
  const straps = gym.straps.map((strap) => strapRow({ ...strap, enrolledAtMs: nowMs }));
  const goals = gym.goals.map((goal) => goalRow(goal, nowMs));
  return [
    loadRows(gymId, 'users', gym.members.map(memberRow)),
    loadRows(gymId, 'gym_closures', gym.closures.map(closureRow)),
    loadRows(gymId, 'membership_freezes', gym.freezes.map(freezeRow)),
    load(gym.consents, (rows) => upsertConsents(gymId, rows)),
    loadRows(gymId, 'cards', cards),
    loadRows(gymId, 'straps', straps),
    load(gym.classes, (rows) => insertClasses(gymId, rows)),
    load(gym.bookings, (rows) => insertBookings(gymId, rows)),
    loadRows(gymId, 'visits', gym.visits.map(visitRow)),
    loadRows(gymId, 'progress_metrics', gym.readings.map(readingRow)),
    loadRows(gymId, 'goals', goals),
    load(gym.achievements, (rows) => saveAchievements(gymId, rows)),
    loadRows(gymId, 'heart_rate_sessions', sessions),
  ];
}

/** PIN verifiers of the demo members. Their PINs are no secret, so the cheap kind will do. */
async function derivePins(
  credentials: readonly DemoCredential[],
): Promise<{ memberId: string; verifier: string }[]> {
  const pinVerifier = createPinVerifier({ maxWaiting: credentials.length });
  return Promise.all(
    credentials.map(async ({ memberId, pin }) => ({
      memberId,
      verifier: await pinVerifier.deriveOpenly(pin),
    })),
  );
}

export interface SeedParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly log: Log;
  readonly onProgress: ((progress: DemoProgress) => void) | undefined;
  /** Ends it between two of its steps, with nothing stored. */
  readonly signal: AbortSignal | undefined;
}

type Report = (progress: DemoProgress) => void;

/**
 * Passes on at most one report a second, and the last one of every step.
 * @throws what the signal was aborted with
 */
function createReport({ clock, onProgress, signal }: SeedParts): Report {
  let reportedAtMs = Number.NEGATIVE_INFINITY;
  return (progress) => {
    signal?.throwIfAborted();
    if (clock.monotonicMs() - reportedAtMs < REPORT_INTERVAL_MS && progress.share < 1) return;
    reportedAtMs = clock.monotonicMs();
    onProgress?.(progress);
  };
}

/** Generates the gym with pauses: whoever shares this process goes on working meanwhile. */
async function generate(request: DemoGymRequest, report: Report): Promise<DemoGym> {
  const steps = demoGymInSteps(request);
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      if (!step.value.ok) throw new RangeError(`the demo gym cannot be generated: ${step.value.code}`);
      report({ step: 'generating', share: 1 });
      return step.value.value;
    }
    report({ step: 'generating', share: step.value });
    await nextTurn();
  }
}

async function storeLoads(sql: SqlRunner, loads: readonly Load[], report: Report): Promise<void> {
  const totalRows = loads.reduce((total, { rows }) => total + rows.length, 0);
  let storedRows = 0;
  for (const { rows, insert } of loads) {
    for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
      const to = Math.min(from + ROWS_PER_STATEMENT, rows.length);
      await sql.query(insert(from, to));
      storedRows += to - from;
      report({ step: 'storing', share: storedRows / totalRows });
    }
  }
}

/**
 * Fills a gym that has no members with a generated one, all of it or nothing. A gym that has members
 * is left alone.
 * @throws RangeError when the size is out of the generator's range; what the signal was aborted with
 */
export async function seedDemoGym(
  { gymId, zone, ...size }: DemoSize & { gymId: string; zone: string },
  parts: SeedParts,
): Promise<void> {
  const [known] = await parts.database.query(countUsers(gymId));
  if (known !== undefined && known.members > 0) return;
  const report = createReport(parts);
  const startedAtMs = parts.clock.monotonicMs();
  const gym = await generate({ gymId: gymId as GymId, zone, ...size }, report);
  const pins = await derivePins(gym.credentials);
  await parts.database.transaction(async (sql) => {
    await storeLoads(sql, createLoads(gym, size.nowMs), report);
    await sql.query(updatePinVerifiers(gymId, pins));
  });
  const ms = Math.round(parts.clock.monotonicMs() - startedAtMs);
  parts.log.info(
    { members: gym.members.length, readings: gym.readings.length, ms },
    'a demo gym was generated',
  );
}
