import type { MetricReading } from '../domain/metrics/metric-reading.ts';
import { wallClockMs } from './gym-days.ts';
import type { GymSpan } from './people.ts';
import { mayEnter } from './person.ts';
import type { Person } from './person.ts';
import type { PhysicalDays } from './physical-days.ts';
import { PURPOSES } from './purposes.ts';
import { createRandomStream, seededUuid } from './random-stream.ts';

interface LoggedMetric {
  readonly metricType: string;
  /** Days from one entry to the next. */
  readonly everyDays: readonly [least: number, most: number];
  readonly decimals: number;
  readonly valueOn: (day: number) => number;
}

/** What members measure at home in the morning and type in: body weight and resting heart rate. */
export function keepHomeLog(person: Person, physical: PhysicalDays, span: GymSpan): readonly MetricReading[] {
  const { body, course, member } = person;
  const random = createRandomStream(span.seed, PURPOSES.homeLog, person.index);
  const logged: LoggedMetric[] = [];
  if (body.weighsAtHome) {
    logged.push({ metricType: 'body_weight', everyDays: [4, 14], decimals: 1, valueOn: physical.weightKgOn });
  }
  if (body.logsRestingHeartRate) {
    logged.push({
      metricType: 'resting_heart_rate',
      everyDays: [6, 20],
      decimals: 0,
      valueOn: physical.restingBpmOn,
    });
  }
  const readings: MetricReading[] = [];
  for (const { metricType, everyDays, decimals, valueOn } of logged) {
    const step = 10 ** decimals;
    for (
      let day = physical.fromDay + random.whole(1, 20);
      day <= span.today;
      day += random.whole(...everyDays)
    ) {
      const recordedAtMs = wallClockMs(span.local, day, random.between(6.4, 8.6) * 60);
      // Sleep, a glass of wine, another bathroom scale: about two beats, or two hundred grams.
      const error = (decimals === 0 ? 2 : 0.2) * random.normal();
      const value = Math.round((valueOn(day) + error) * step) / step;
      const id = seededUuid(random, recordedAtMs);
      if (!mayEnter(course, day) || recordedAtMs > span.nowMs) continue;
      readings.push({
        id,
        memberId: member.id,
        metricType,
        value,
        recordedAtMs,
        source: 'manual',
        formula: null,
      });
    }
  }
  return readings;
}
