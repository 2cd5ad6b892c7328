import { setImmediate as breathe } from 'node:timers/promises';
import { localDays } from '../../shared/base/local-days.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { NewId } from '../../shared/base/ids.ts';
import type { IMPORT_KINDS } from '../../shared/contract/central-imports-api.ts';
import { createPinVerifier } from '../auth/pin-verifier.ts';
import { readKnownClasses, toSeries } from '../flows/keep-timetable.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectClassSeries } from '../store/tables/class-series.ts';
import type { GymRow } from '../store/tables/gyms.ts';
import { selectKnownVisits } from '../store/tables/import-rows.ts';
import { readCardLines } from './card-lines.ts';
import { readClassLines } from './class-lines.ts';
import type { ImportStep } from './import-step.ts';
import { readKnownMembers } from './known-members.ts';
import { readMemberLines } from './member-lines.ts';
import { planClass } from './plan-classes.ts';
import { planCards, planMember } from './plan-members.ts';
import { planVisit, stepsOfVisits, visitKey, type PlannedVisit } from './plan-visits.ts';
import { ProblemList, type ImportProblem } from './problems.ts';
import type { ReadingContext } from './read-sheet.ts';
import type { DateOrder } from './read-values.ts';
import { saySteps } from './say-steps.ts';
import { readVisitLines } from './visit-lines.ts';

export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Lines planned before other work of the server is let in. */
const LINES_AT_A_TIME = 1_000;
/** Checks of PINs that may wait at once: those of one batch. */
const PINS_AT_A_TIME = 500;

export interface ImportRequest {
  readonly kind: ImportKind;
  readonly isDryRun: boolean;
  /** Null to find out from the file. */
  readonly dates: DateOrder | null;
  /** Field to the name of its column. */
  readonly mapping: ReadonlyMap<string, string>;
}

/** How far an import is: lines done of all there are to do. */
export interface ImportProgress {
  readonly done: number;
  readonly of: number;
}

export interface ImportParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly newId: NewId;
  /** In whose name everything is said. */
  readonly actor: string;
  readonly onProgress: (progress: ImportProgress) => void;
}

export interface ImportAnswer {
  readonly ok: boolean;
  readonly gym_id: string;
  /** Lines below the column names. */
  readonly read: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly problems: readonly ImportProblem[];
  /** How many there are; the list ends at a thousand. */
  readonly problem_count: number;
  /** Columns that mean nothing to us. */
  readonly ignored_columns: readonly string[];
  readonly dry_run: boolean;
}

/**
 * Brings what a file says into a gym. A file with a problem changes nothing; without one every line is done, or the
 * import is cut short and the same file again does the rest. The same file once more changes nothing.
 * @param bytes CSV or a workbook
 * @throws StorageUnavailable
 */
export async function importFile(
  bytes: Uint8Array,
  gym: GymRow,
  request: ImportRequest,
  parts: ImportParts,
): Promise<ImportAnswer> {
  const problems = new ProblemList();
  const days = localDays(gym.timezone);
  const { dates, mapping, isDryRun } = request;
  const today = days.dateOf(parts.clock.nowMs());
  const context: ReadingContext = { language: gym.language, days, today, dates, mapping, problems };
  const planned = await PLANS[request.kind](bytes, { gym, context, ...parts });
  const counts =
    problems.count > 0
      ? { created: 0, changed: 0, unchanged: 0 }
      : await saySteps(gym.gym_id, planned.steps, {
          database: parts.database,
          pinVerifier: createPinVerifier({ maxWaiting: PINS_AT_A_TIME }),
          nowMs: parts.clock.nowMs,
          problems,
          isDryRun,
          actor: parts.actor,
          onProgress: (done) => parts.onProgress({ done, of: planned.steps.length }),
        });
  return {
    ok: problems.count === 0,
    gym_id: gym.gym_id,
    read: planned.read,
    ...counts,
    problems: problems.told,
    problem_count: problems.count,
    ignored_columns: planned.ignored,
    dry_run: isDryRun,
  };
}

interface PlanContext extends ImportParts {
  readonly gym: GymRow;
  readonly context: ReadingContext;
}

interface Plan {
  readonly steps: readonly ImportStep[];
  readonly ignored: readonly string[];
  readonly read: number;
}

/** Reads and plans, everything before anything is said. */
const PLANS: Readonly<Record<ImportKind, (bytes: Uint8Array, parts: PlanContext) => Promise<Plan>>> = {
  async members(bytes, parts) {
    const { members, ignored, read } = await readMemberLines(bytes, parts.context);
    const known = await readKnownMembers(parts.database, parts.gym.gym_id);
    const planParts = { ...parts, known, nowMs: parts.clock.nowMs() };
    return { steps: await inTurns(members, (line) => planMember(line, planParts)), ignored, read };
  },
  async cards(bytes, parts) {
    const { cards, ignored, read } = await readCardLines(bytes, parts.context);
    const known = await readKnownMembers(parts.database, parts.gym.gym_id);
    const planParts = { ...parts, known, nowMs: parts.clock.nowMs() };
    return { steps: await inTurns(cards, (line) => planCards(line, planParts)), ignored, read };
  },
  async classes(bytes, { gym, context, database, clock }) {
    const { classes, ignored, read } = await readClassLines(bytes, context);
    const time = { zone: gym.timezone, nowMs: clock.nowMs() };
    const series = (await database.query(selectClassSeries(gym.gym_id))).map(toSeries);
    const known = {
      series: new Map(series.map((one) => [one.id, one])),
      classes: await readKnownClasses(database, gym.gym_id, time.nowMs),
    };
    return { steps: await inTurns(classes, (line) => planClass(line, known, time)), ignored, read };
  },
  async visits(bytes, { gym, context, database, clock }) {
    const { visits, ignored, read } = await readVisitLines(bytes, context, clock.nowMs());
    const known = await readKnownMembers(database, gym.gym_id);
    const planned = await inTurns(visits, (line) => planVisit(line, known, context.problems));
    return { steps: await stepsOfAllVisits(gym.gym_id, planned, database), ignored, read };
  },
};

async function stepsOfAllVisits(
  gymId: string,
  visits: readonly PlannedVisit[],
  database: CentralDatabase,
): Promise<ImportStep[]> {
  const steps: ImportStep[] = [];
  const known = new Set<string>();
  for (let from = 0; from < visits.length; from += LINES_AT_A_TIME) {
    const some = visits.slice(from, from + LINES_AT_A_TIME);
    for (const { user_id: memberId, checked_in_at: checkedInAtMs } of await database.query(
      selectKnownVisits(gymId, some),
    ))
      known.add(visitKey({ memberId, checkedInAtMs }));
    steps.push(...stepsOfVisits(gymId, some, known));
  }
  return steps;
}

/** Plans one line after the other, with room for others in between; lines with a problem are left out. */
async function inTurns<Line, Step>(
  lines: readonly Line[],
  plan: (line: Line) => Step | null,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (const [index, line] of lines.entries()) {
    if (index % LINES_AT_A_TIME === 0) await breathe();
    const step = plan(line);
    if (step !== null) steps.push(step);
  }
  return steps;
}
