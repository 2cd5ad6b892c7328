import { MINUTE_MS, type Clock } from '../../shared/base/clock.ts';
import type { Log } from '../../shared/base/log.ts';
import type { CentralDatabase, SqlRunner } from '../store/database.ts';
import {
  selectCancelledClasses,
  selectClassSeries,
  selectComingClasses,
  selectGymsWithSeries,
  type ClassSeriesRow,
} from '../store/tables/class-series.ts';
import { lockGymLog } from '../store/tables/gym-logs.ts';
import { sayAtCentral } from '../sync/say-at-central.ts';
import type { ClassSeries } from './class-occurrences.ts';
import { planSeries, type KnownClasses } from './plan-timetable.ts';
import { runSteps } from './run-steps.ts';

/** The timetable reaches weeks ahead: an hour late is early. */
const EVERY_MS = 60 * MINUTE_MS;
const REST_MS = MINUTE_MS / 2;

export function toSeries(row: ClassSeriesRow): ClassSeries {
  return {
    id: row.id,
    name: row.name,
    classType: row.class_type,
    instructor: row.instructor,
    weekday: row.weekday,
    minuteOfDay: row.minute_of_day,
    durationMin: row.duration_min,
    places: row.places,
    fromDate: row.from_date,
    untilDate: row.until_date,
  };
}

/** The classes to come of a gym, and those that were cancelled. */
export async function readKnownClasses(sql: SqlRunner, gymId: string, nowMs: number): Promise<KnownClasses> {
  const coming = await sql.query(selectComingClasses(gymId, nowMs));
  const cancelled = await sql.query(selectCancelledClasses(gymId));
  const classes = coming.map((row) => ({
    id: row.id,
    name: row.name,
    classType: row.class_type,
    instructor: row.instructor,
    startsAtMs: row.starts_at,
    durationMin: row.duration_min,
    places: row.places,
  }));
  return {
    byId: new Map(classes.map((one) => [one.id, one])),
    cancelled: new Set(cancelled.map(({ id }) => id)),
  };
}

interface TimetableParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly log: Log;
}

/** Plans the classes of the weeks that have come into sight, in every gym; doing it again changes nothing. */
async function planComingWeeks({ database, clock }: TimetableParts): Promise<void> {
  for (const { gym_id: gymId, timezone: zone } of await database.query(selectGymsWithSeries())) {
    const nowMs = clock.nowMs();
    await database.transaction(async (sql) => {
      await sql.query(lockGymLog(gymId));
      const known = await readKnownClasses(sql, gymId, nowMs);
      const series = (await sql.query(selectClassSeries(gymId))).map(toSeries);
      const drafts = series.flatMap((one) => planSeries(one, one, known, { zone, nowMs }));
      await sayAtCentral(sql, gymId, drafts, { nowMs, actor: 'timetable' });
    });
  }
}

/** Keeps the timetables planned beside the server's requests. @returns how to stop it; resolves when nothing runs any more */
export function startTimetables(parts: TimetableParts): () => Promise<void> {
  let nextMs = -Infinity;
  const step = async (): Promise<boolean> => {
    if (parts.clock.monotonicMs() < nextMs) return false;
    await planComingWeeks(parts);
    nextMs = parts.clock.monotonicMs() + EVERY_MS;
    return false;
  };
  return runSteps(step, { pauseMs: REST_MS, restMs: REST_MS, log: parts.log, what: 'classes are planned' });
}
