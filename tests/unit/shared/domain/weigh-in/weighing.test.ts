import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isAfterExercise,
  isTakenAfterExercise,
  weighedReadingId,
} from '../../../../../shared/domain/weigh-in/after-exercise.ts';
import { weighedValues } from '../../../../../shared/domain/weigh-in/composition-values.ts';
import { comparableReadings } from '../../../../../shared/domain/progress/comparable-readings.ts';
import { expectWeighing } from '../../../../../shared/domain/weigh-in/surprising-weighing.ts';
import { judgeStable } from '../../../../../shared/domain/weigh-in/weighing.ts';
import { localDays } from '../../../../../shared/base/local-days.ts';
import type { MemberId } from '../../../../../shared/base/ids.ts';

const NOON = Date.parse('2026-02-18T12:00:00Z');
const MINUTE = 60_000;
const last = { kg: 80, heardAtMs: NOON };

describe('a stable weight', () => {
  it.each([
    ['nothing on the platform', last, 0, 0, 'empty'],
    ['a bag', last, 4.99, 0, 'empty'],
    ['the first one ever', null, 80, 0, 'new'],
    ['the same again at once', last, 80, 250, 'repeated'],
    ['the same after a display that wanders', last, 80.3, 250, 'repeated'],
    ['the same a minute later', last, 80, MINUTE, 'repeated'],
    ['the same after more than a minute', last, 80, MINUTE + 1, 'new'],
    ['the same when the clock was set back', last, 80, -MINUTE, 'repeated'],
    ['somebody a little heavier', last, 80.4, 250, 'new'],
    ['somebody else at once', last, 62, 250, 'new'],
  ] as const)('%s', (_what, before, kg, laterMs, meaning) => {
    expect(judgeStable(before, { kg, atMs: NOON + laterMs })).toBe(meaning);
  });

  it('of one who stands still is one weighing, however often and long the scale says so', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 300, noNaN: true }),
        fc.array(
          fc.tuple(fc.integer({ min: 1, max: MINUTE }), fc.double({ min: -0.15, max: 0.15, noNaN: true })),
          {
            maxLength: 40,
          },
        ),
        (kg, said) => {
          let heardAtMs = NOON;
          for (const [afterMs, wander] of said) {
            const meaning = judgeStable({ kg, heardAtMs }, { kg: kg + wander, atMs: heardAtMs + afterMs });
            expect(meaning).toBe('repeated');
            heardAtMs += afterMs;
          }
        },
      ),
    );
  });
});

describe('the hours after exercise', () => {
  it.each([
    ['a member who came in just now', 5, false, false],
    ['just before twenty minutes are over', 19.9, false, false],
    ['after twenty minutes in the gym', 20, false, true],
    ['three hours after coming in', 180, false, true],
    ['later than that', 180.1, false, false],
    ['a strap that was worn', 5, true, true],
  ])('%s', (_who, minutesAgo, hadStrap, after) => {
    expect(isAfterExercise(NOON, NOON - minutesAgo * MINUTE, hadStrap)).toBe(after);
  });

  it('without any visit are none', () => {
    expect(isAfterExercise(NOON, null, false)).toBe(false);
  });

  it('leave their values out of the trend and nothing else', () => {
    const reading = (id: string, value: number) => ({
      id,
      memberId: 'member-1' as MemberId,
      metricType: 'body_fat_percent',
      value,
      recordedAtMs: NOON,
      source: 'device' as const,
      formula: null,
    });
    const rested = reading(weighedReadingId('run:scale:1', 'body_fat_percent', false), 24);
    const sweating = reading(weighedReadingId('run:scale:2', 'body_fat_percent', true), 21);
    expect(isTakenAfterExercise(sweating)).toBe(true);
    expect(comparableReadings([rested, sweating])).toEqual([rested]);
    expect(comparableReadings([sweating])).toEqual([]);
  });
});

describe('the values of a weighing', () => {
  const values = (kg: number, fields: Record<string, string | number> | null) =>
    Object.fromEntries(weighedValues({ kg, fields }).map(({ metricType, value }) => [metricType, value]));

  it('are the weight alone where a scale only weighs', () => {
    expect(values(82.4, null)).toEqual({ body_weight: 82.4 });
  });

  it('are every field that the product knows, and no other', () => {
    const fields = { MO: 'SC-330', Wk: 80, FW: 20, fW: 16, MW: 64, mW: 60.8, bW: 3.2, ww: 58, IF: 5, MI: 25 };
    expect(values(80, { ...fields, rB: 1_750, rb: 7_322 })).toEqual({
      body_weight: 80,
      body_fat_percent: 20,
      body_fat_mass: 16,
      fat_free_mass: 64,
      muscle_mass: 60.8,
      bone_mass: 3.2,
      total_body_water: 58,
      visceral_fat_rating: 5,
      basal_metabolic_rate: 1_750,
    });
  });

  it('never take kilojoules for kilocalories, whichever key a model puts them under', () => {
    expect(values(80, { Wk: 80, MW: 64, rB: 7_322, rb: 1_750 })['basal_metabolic_rate']).toBe(1_750);
    expect(values(80, { Wk: 80, MW: 64, rB: 7_322 })['basal_metabolic_rate']).toBeUndefined();
    expect(values(80, { Wk: 80, rB: 1_750 })['basal_metabolic_rate']).toBeUndefined();
  });

  it('are in kilograms where the analyser weighs in pounds', () => {
    expect(values(80, { Wp: 176.4, mW: 134 })['muscle_mass']).toBeCloseTo(60.78, 2);
  });
});

describe('a surprising weight', () => {
  const days = localDays('Europe/London');
  const history = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      recordedAtMs: NOON - (count - index) * 86_400_000,
      value: 80 + (index % 2) * 0.3,
    }));
  it.each([
    ['as always', 80.2, false],
    ['after a large meal', 81.5, false],
    ['twelve kilograms away', 92, true],
  ])('%s', (_what, value, isSurprising) => {
    expect(expectWeighing(history(8), { value, recordedAtMs: NOON }, days)?.isSurprising).toBe(isSurprising);
  });

  it('can surprise nobody who was hardly ever weighed', () => {
    expect(expectWeighing(history(4), { value: 40, recordedAtMs: NOON }, days)).toBeNull();
  });
});
