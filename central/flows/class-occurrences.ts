import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { SECOND_MS } from '../../shared/base/clock.ts';

/** A class of every week, by its gym's clock. */
export interface ClassSeries {
  readonly id: string;
  readonly name: string;
  readonly classType: string;
  readonly instructor: string;
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
  readonly minuteOfDay: number;
  readonly durationMin: number;
  readonly places: number;
  /** ISO dates of the gym's calendar, both included. */
  readonly fromDate: string;
  readonly untilDate: string | null;
}

/** One time at which a series has a class. */
export interface Occurrence {
  /** The gym's date, ISO. */
  readonly date: string;
  readonly startsAtMs: number;
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/**
 * When a series has a class in [fromMs, untilMs), in order of time (RFC 5545). It starts by the gym's clock, the
 * same in summer and winter; on the night whose clock skips that time there is none, and where it shows it twice
 * the first time counts.
 * @param zone IANA name
 */
export function occurrencesOf(
  series: Pick<ClassSeries, 'weekday' | 'minuteOfDay' | 'fromDate' | 'untilDate'>,
  zone: string,
  fromMs: number,
  untilMs: number,
): Occurrence[] {
  const time = { hour: Math.floor(series.minuteOfDay / 60), minute: series.minuteOfDay % 60 };
  const firstDay = Temporal.PlainDate.from(series.fromDate);
  const first = firstDay.add({ days: (series.weekday - firstDay.dayOfWeek + 7) % 7 });
  const rule = new RRuleTemporal({
    freq: 'WEEKLY',
    byDay: [WEEKDAYS[series.weekday - 1]!],
    byHour: [time.hour],
    byMinute: [time.minute],
    dtstart: first.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }),
    temporal: Temporal,
  });
  const last = series.untilDate ?? '9999-12-31';
  return rule
    .between(new Date(fromMs - SECOND_MS), new Date(untilMs), true)
    .map((at) => ({ date: at.toPlainDate().toString(), startsAtMs: at.epochMilliseconds }))
    .filter(
      ({ date, startsAtMs }) =>
        date >= series.fromDate && date <= last && startsAtMs >= fromMs && startsAtMs < untilMs,
    );
}
