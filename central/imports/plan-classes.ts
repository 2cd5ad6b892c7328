import { hash } from 'node:crypto';
import type { ClassSeries } from '../flows/class-occurrences.ts';
import { isSameSeries, planSeries, type KnownClasses, type PlanningTime } from '../flows/plan-timetable.ts';
import type { ClassLine } from './class-lines.ts';
import type { ImportStep } from './import-step.ts';

/** Of the same name at the same time of the week is the same series, whoever brings it. */
function seriesIdOf({ name, weekday, minuteOfDay }: ClassLine): string {
  return `series-${hash('sha256', `${name.toLowerCase()}/${weekday}/${minuteOfDay}`).slice(0, 24)}`;
}

/**
 * What has to be said so that the gym's timetable has a class of every week.
 * @param known.series by id
 */
export function planClass(
  line: ClassLine,
  known: { readonly series: ReadonlyMap<string, ClassSeries>; readonly classes: KnownClasses },
  time: PlanningTime,
): ImportStep {
  const { line: number, from: fromDate, until: untilDate, isFromToday, ...described } = line;
  const id = seriesIdOf(line);
  const before = known.series.get(id) ?? null;
  const series: ClassSeries = {
    ...described,
    id,
    // A file that does not say when it began leaves the beginning as it is.
    fromDate: isFromToday && before !== null ? before.fromDate : fromDate,
    untilDate,
  };
  const isKnown = before !== null && isSameSeries(series, before);
  const classes = planSeries(series, before, known.classes, time);
  const outcome = before === null ? 'created' : isKnown ? 'unchanged' : 'changed';
  return {
    line: number,
    outcome,
    drafts: [
      ...(isKnown
        ? []
        : [
            {
              kind: 'class_series.set' as const,
              memberId: null,
              payload: {
                series_id: id,
                name: series.name,
                class_type: series.classType,
                instructor: series.instructor,
                weekday: series.weekday,
                minute_of_day: series.minuteOfDay,
                duration_min: series.durationMin,
                places: series.places,
                from_date: series.fromDate,
                until_date: series.untilDate,
              },
            },
          ]),
      ...classes,
    ],
  };
}
