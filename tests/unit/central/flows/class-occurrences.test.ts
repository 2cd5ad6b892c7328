import { Temporal } from 'temporal-polyfill';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { occurrencesOf } from '../../../../central/flows/class-occurrences.ts';
import { planSeries, type KnownClasses } from '../../../../central/flows/plan-timetable.ts';
import { DAY_MS } from '../../../../shared/base/clock.ts';

const FROM_MS = Date.parse('2026-10-15T08:00:00.000Z');

const times = (
  series: { weekday: number; minuteOfDay: number; fromDate: string; untilDate?: string },
  from: string,
  until: string,
  zone = 'Europe/Berlin',
): string[] =>
  occurrencesOf({ untilDate: null, ...series }, zone, Date.parse(from), Date.parse(until)).map(
    ({ startsAtMs }) => new Date(startsAtMs).toISOString(),
  );

describe('a class of every week', () => {
  it('starts by the gym’s clock, the same in summer and winter', () => {
    const sundays = { weekday: 7, minuteOfDay: 9 * 60, fromDate: '2026-01-01' };
    expect(times(sundays, '2026-10-18T00:00Z', '2026-11-02T00:00Z')).toEqual([
      '2026-10-18T07:00:00.000Z',
      '2026-10-25T08:00:00.000Z',
      '2026-11-01T08:00:00.000Z',
    ]);
    expect(times(sundays, '2027-03-21T00:00Z', '2027-04-01T00:00Z')).toEqual([
      '2027-03-21T08:00:00.000Z',
      '2027-03-28T07:00:00.000Z',
    ]);
  });

  it('is left out in the night whose clock skips its time, and held once where the clock shows it twice', () => {
    const atNight = { weekday: 7, minuteOfDay: 150, fromDate: '2026-01-01' };
    expect(times(atNight, '2027-03-21T00:00Z', '2027-04-05T00:00Z')).toEqual([
      '2027-03-21T01:30:00.000Z',
      '2027-04-04T00:30:00.000Z',
    ]);
    expect(times(atNight, '2026-10-25T00:00Z', '2026-10-27T00:00Z')).toEqual(['2026-10-25T00:30:00.000Z']);
  });

  it('is held from its first day to its last, both included', () => {
    const mondays = { weekday: 1, minuteOfDay: 0, fromDate: '2026-10-19', untilDate: '2026-11-02' };
    expect(times(mondays, '2026-01-01T00:00Z', '2027-01-01T00:00Z', 'UTC')).toEqual([
      '2026-10-19T00:00:00.000Z',
      '2026-10-26T00:00:00.000Z',
      '2026-11-02T00:00:00.000Z',
    ]);
  });

  it('falls on its weekday at its time in any zone, once a week', () => {
    fc.assert(
      fc.property(
        fc.record({
          weekday: fc.integer({ min: 1, max: 7 }),
          minuteOfDay: fc.integer({ min: 4 * 60, max: 22 * 60 }),
          zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
          offset: fc.integer({ min: 0, max: 700 }),
        }),
        ({ weekday, minuteOfDay, zone, offset }) => {
          const fromMs = FROM_MS + offset * DAY_MS;
          const found = occurrencesOf(
            { weekday, minuteOfDay, fromDate: '2026-01-01', untilDate: null },
            zone,
            fromMs,
            fromMs + 28 * DAY_MS,
          );
          expect([3, 4, 5]).toContain(found.length);
          for (const { date, startsAtMs } of found) {
            const at = Temporal.Instant.fromEpochMilliseconds(startsAtMs).toZonedDateTimeISO(zone);
            expect([at.dayOfWeek, at.hour * 60 + at.minute, at.toPlainDate().toString()]).toEqual([
              weekday,
              minuteOfDay,
              date,
            ]);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('planning a series', () => {
  const series = {
    id: 'spin',
    name: 'Spin',
    classType: 'spin',
    instructor: 'Lou',
    weekday: 4,
    minuteOfDay: 1_110,
    durationMin: 45,
    places: 20,
    fromDate: '2026-01-01',
    untilDate: '2026-10-29',
  };
  const time = { zone: 'Europe/Berlin', nowMs: FROM_MS };
  const NOTHING: KnownClasses = { byId: new Map(), cancelled: new Set() };
  const idsOf = (drafts: ReturnType<typeof planSeries>): string[] =>
    drafts.map((draft) => `${draft.kind} ${'class_id' in draft.payload ? draft.payload.class_id : ''}`);
  /** The classes as they are known once they were said. */
  const known = (drafts: ReturnType<typeof planSeries>, cancelled: readonly string[] = []): KnownClasses => ({
    byId: new Map(
      drafts.flatMap((draft) => {
        if (draft.kind !== 'class.scheduled' || cancelled.includes(draft.payload.class_id)) return [];
        const { class_id: id, name, class_type: classType, instructor, starts_at: at, duration_min: durationMin, places } = draft.payload; // prettier-ignore
        return [[id, { id, name, classType, instructor, startsAtMs: Date.parse(at), durationMin, places }]];
      }),
    ),
    cancelled: new Set(cancelled),
  });
  const planned = planSeries(series, null, NOTHING, time);

  it('says each class of the coming weeks once', () => {
    expect(idsOf(planned)).toEqual([
      'class.scheduled spin.20261015',
      'class.scheduled spin.20261022',
      'class.scheduled spin.20261029',
    ]);
    expect(planSeries(series, series, known(planned), time)).toEqual([]);
    expect(planSeries(series, null, known(planned), time)).toEqual([]);
  });

  it('leaves a class that somebody cancelled or moved as it is', () => {
    const others = known(planned, ['spin.20261022']);
    expect(planSeries(series, series, others, time)).toEqual([]);
    const moved = new Map(
      [...others.byId].map(([id, one]) => [id, { ...one, startsAtMs: one.startsAtMs + 1 }]),
    );
    expect(planSeries(series, series, { ...others, byId: moved }, time)).toEqual([]);
  });

  it('cancels the classes behind an earlier end, and has them again behind a later one', () => {
    const shorter = { ...series, untilDate: '2026-10-22' };
    expect(idsOf(planSeries(shorter, series, known(planned), time))).toEqual([
      'class.cancelled spin.20261029',
    ]);
    const cut = known(planned, ['spin.20261029']);
    expect(idsOf(planSeries(series, shorter, cut, time))).toEqual(['class.scheduled spin.20261029.1']);
  });
});
