import { localDays } from '../../shared/base/local-days.ts';
import type { GymClass } from '../../shared/domain/classes/gym-class.ts';
import type { CentralDraft } from '../sync/gym-log.ts';
import { occurrencesOf, type ClassSeries } from './class-occurrences.ts';

/** How far ahead classes stand in the timetable: what kiosks and members can see and book. */
const WEEKS_AHEAD = 8;

/** A class as the timetable has it. */
export type ScheduledClass = Omit<GymClass, 'id' | 'placesTaken'> & { readonly id: string };

/** What is known of the classes to come. */
export interface KnownClasses {
  readonly byId: ReadonlyMap<string, ScheduledClass>;
  readonly cancelled: ReadonlySet<string>;
}

export interface PlanningTime {
  readonly zone: string;
  readonly nowMs: number;
}

/** The days of the gym for which classes are made now: from this moment to the end of the last day. */
function windowOf({ zone, nowMs }: PlanningTime): { fromMs: number; untilMs: number } {
  const days = localDays(zone);
  return { fromMs: nowMs, untilMs: days.startOfDayMs(days.dayOf(nowMs) + 7 * WEEKS_AHEAD + 1) };
}

/** A class's id follows from its series and its day, so that it is the same one however often it is planned. */
const classIdOf = (seriesId: string, date: string, again: number): string =>
  `${seriesId}.${date.replaceAll('-', '')}${again === 0 ? '' : `.${again}`}`;

/**
 * What has to be said so that the coming weeks show a series. Of one that is as it was only the classes that nobody
 * ever planned are new: what somebody moved or cancelled stays so. One that is new or changed is shown as it is now.
 * @param before the series as it was; null for a new one
 */
export function planSeries(
  series: ClassSeries,
  before: ClassSeries | null,
  known: KnownClasses,
  time: PlanningTime,
): CentralDraft[] {
  const { fromMs, untilMs } = windowOf(time);
  const isNews = before === null || !isSameSeries(series, before);
  const wanted = new Map<string, ScheduledClass>();
  for (const { date, startsAtMs } of occurrencesOf(series, time.zone, fromMs, untilMs)) {
    const id = freeId(series.id, date, known, before !== null && !isWithin(before, date));
    if (id !== null) wanted.set(id, scheduledClass(id, series, startsAtMs));
  }
  const said = [...wanted.values()].filter(({ id, ...planned }) => {
    const is = known.byId.get(id);
    return is === undefined || (isNews && !isSame(planned, is));
  });
  const gone = isNews
    ? [...known.byId.values()].filter(({ id }) => id.startsWith(`${series.id}.`) && !wanted.has(id))
    : [];
  return [...gone.map(cancellation), ...said.map(announcement)];
}

export function isSameSeries(one: ClassSeries, other: ClassSeries): boolean {
  return isSame(one, other);
}

function isSame(one: object, other: object): boolean {
  const others = other as Readonly<Record<string, unknown>>;
  return Object.entries(one).every(([name, value]) => others[name] === value);
}

const isWithin = ({ fromDate, untilDate }: ClassSeries, date: string): boolean =>
  date >= fromDate && (untilDate === null || date <= untilDate);

/** The id of a day's class; null where it was cancelled and is not to come back. */
function freeId(seriesId: string, date: string, known: KnownClasses, isBack: boolean): string | null {
  for (let again = 0; ; again += 1) {
    const id = classIdOf(seriesId, date, again);
    if (known.cancelled.has(id)) continue;
    return again === 0 || isBack || known.byId.has(id) ? id : null;
  }
}

function scheduledClass(id: string, series: ClassSeries, startsAtMs: number): ScheduledClass {
  const { name, classType, instructor, durationMin, places } = series;
  return { id, name, classType, instructor, startsAtMs, durationMin, places };
}

function announcement(planned: ScheduledClass): CentralDraft {
  return {
    kind: 'class.scheduled',
    memberId: null,
    payload: {
      class_id: planned.id,
      name: planned.name,
      class_type: planned.classType,
      instructor: planned.instructor,
      starts_at: new Date(planned.startsAtMs).toISOString(),
      duration_min: planned.durationMin,
      places: planned.places,
    },
  };
}

function cancellation({ id }: ScheduledClass): CentralDraft {
  return { kind: 'class.cancelled', memberId: null, payload: { class_id: id } };
}
