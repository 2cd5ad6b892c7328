import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heardSeconds } from '../../../../../shared/domain/heart-rate/heard-seconds.ts';
import { reserveShare, secondsInZones } from '../../../../../shared/domain/heart-rate/heart-rate-zones.ts';
import {
  provenMaximum,
  resolveMaximumHeartRate,
} from '../../../../../shared/domain/heart-rate/maximum-heart-rate.ts';
import { recoveryInSixtySeconds } from '../../../../../shared/domain/heart-rate/recovery.ts';
import { summariseTrace } from '../../../../../shared/domain/heart-rate/summarise-trace.ts';
import type { TraceMember } from '../../../../../shared/domain/heart-rate/summarise-trace.ts';
import { vo2maxFromRestingRate } from '../../../../../shared/domain/heart-rate/vo2max.ts';
import { holdsNoNumber, NOW } from '../gym-fixtures.ts';

const ada: TraceMember = {
  sex: 'male',
  ageYears: 35,
  weightKg: 80,
  restingBpm: 60,
  enteredMaximumBpm: null,
  measuredMaximumBpm: null,
};
const trace = (
  ...parts: readonly (readonly [bpm: number, seconds: number])[]
): { startedAtMs: number; bpm: Uint8Array } => ({
  startedAtMs: NOW,
  bpm: Uint8Array.from(parts.flatMap(([bpm, seconds]) => Array.from({ length: seconds }, () => bpm))),
});

describe('a maximum heart rate', () => {
  it('is taken from a test before the member before a formula', () => {
    const all = { measuredBpm: 187, enteredBpm: 190, ageYears: 35 };
    expect(resolveMaximumHeartRate(all)).toMatchObject({ bpm: 187, origin: 'measured', formula: null });
    expect(resolveMaximumHeartRate({ ...all, measuredBpm: null })).toMatchObject({
      bpm: 190,
      origin: 'entered',
    });
    expect(resolveMaximumHeartRate({ ageYears: 35 })).toMatchObject({
      bpm: 188.6,
      formula: 'max-heart-rate-nes@1',
      standardErrorBpm: 10.8,
    });
    expect(resolveMaximumHeartRate({ ageYears: 40, formula: 'max-heart-rate-tanaka@1' })?.bpm).toBe(180);
  });

  it('is unknown without an age, for a child, and not what a typing error says', () => {
    expect(resolveMaximumHeartRate({ ageYears: null })).toBeNull();
    expect(resolveMaximumHeartRate({ ageYears: 12 })).toBeNull();
    expect(resolveMaximumHeartRate({ enteredBpm: 19, ageYears: 35 })?.origin).toBe('formula');
  });

  it('is raised only by thirty seconds on end, by ten beats at most', () => {
    expect(provenMaximum(trace([190, 29], [150, 60], [190, 29]).bpm, 185)).toBeNull();
    expect(provenMaximum(trace([190, 30]).bpm, 185)).toBe(190);
    expect(provenMaximum(trace([205, 40]).bpm, 185)).toBe(195);
    expect(provenMaximum(trace([190, 15], [0, 1], [190, 15]).bpm, 185)).toBeNull();
  });
});

describe('a trace with gaps', () => {
  it('bridges five seconds of silence with the rate before, and drops six', () => {
    expect(heardSeconds(trace([120, 2], [0, 5], [130, 1]).bpm)).toMatchObject({ heard: 3, counted: 8 });
    expect(heardSeconds(trace([120, 2], [0, 6], [130, 1]).bpm)).toMatchObject({ heard: 3, counted: 3 });
    expect([...heardSeconds(trace([120, 1], [0, 2], [130, 1]).bpm).bpm]).toEqual([120, 120, 120, 130]);
  });

  it('takes rates no heart has for silence', () => {
    expect(heardSeconds(trace([12, 3], [250, 3]).bpm)).toMatchObject({ heard: 0, counted: 0 });
  });

  it('puts every counted second into exactly one zone', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 100, max: 220 }), (bpm, maximum) => {
        const heard = heardSeconds(bpm);
        const { secondsPerZone, secondsBelow } = secondsInZones(heard.bpm, maximum);
        expect(secondsPerZone.reduce((sum, seconds) => sum + seconds, secondsBelow)).toBe(heard.counted);
        expect(heard.heard).toBeLessThanOrEqual(heard.counted);
        expect(heard.counted).toBeLessThanOrEqual(bpm.length);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('the summary of a session', () => {
  it('has zones, points, load, calories and recovery', () => {
    const summary = summariseTrace(trace([120, 600], [150, 1200], [170, 60], [130, 60]), ada);
    expect(summary).toMatchObject({
      durationMin: 32,
      heardSeconds: 1920,
      maximumBpm: 170,
      secondsPerZone: [0, 660, 1200, 0, 60],
      secondsBelow: 0,
      recoveryBpm: 40,
      noCaloriesReason: null,
    });
    expect(summary.effortPoints).toEqual({
      value: (660 * 2 + 1200 * 3 + 60 * 4) / 60,
      formula: 'effort-points@1',
    });
    expect(summary.load?.formula).toBe('banister-load@1');
    expect(summary.calories?.formula).toBe('keytel-2005@1');
    // Linear in heart rate, so the sum over seconds is the equation at the average.
    const average = summary.averageBpm ?? 0;
    const perMin = (-55.0969 + 0.6309 * average + 0.1988 * 80 + 0.2017 * 35) / 4.184;
    expect(summary.calories?.kcal).toBeCloseTo(perMin * 32, 6);
  });

  it('has no zones and no points without a maximum, and says why there are no calories', () => {
    const summary = summariseTrace(trace([140, 600]), { ...ada, ageYears: null });
    expect(summary).toMatchObject({
      memberMaximum: null,
      effortPoints: null,
      load: null,
      noCaloriesReason: 'age_unknown',
    });
  });

  it.each([
    [{ sex: null }, 'sex_unknown'],
    [{ weightKg: null }, 'weight_unknown'],
    [{ ageYears: 52 }, 'age_outside_range'],
    [{ weightKg: 130 }, 'weight_outside_range'],
  ] as const)('gives no calories for a member with %j', (changes, reason) => {
    expect(summariseTrace(trace([140, 600]), { ...ada, ...changes })).toMatchObject({
      calories: null,
      noCaloriesReason: reason,
    });
  });

  it('gives no calories for a session below the studied heart rates', () => {
    expect(summariseTrace(trace([90, 600]), ada).noCaloriesReason).toBe('heart_rate_outside_range');
  });

  it('falls back on the class when the strap was heard for too little of it', () => {
    const spin = { classType: 'spin', durationMin: 45 };
    const heardALittle = summariseTrace(trace([140, 600]), ada, spin);
    expect(heardALittle.calories).toEqual({
      kcal: (9 * 3.5 * 80 * 45) / 200,
      formula: 'met-compendium-2024@1',
    });
    expect(summariseTrace(trace([140, 2_600]), ada, spin).calories?.formula).toBe('keytel-2005@1');
  });

  it("takes Edwards' load when rest or sex is not known", () => {
    expect(summariseTrace(trace([140, 600]), { ...ada, restingBpm: null }).load?.formula).toBe(
      'edwards-load@1',
    );
  });

  it('of silence is empty', () => {
    expect(summariseTrace(trace([0, 600]), ada)).toMatchObject({
      durationMin: 0,
      averageBpm: null,
      maximumBpm: null,
      recoveryBpm: null,
      calories: null,
      noCaloriesReason: 'duration_missing',
    });
  });

  it('leaves out the minutes after the strap was put down', () => {
    expect(summariseTrace(trace([0, 30], [140, 600], [0, 900]), ada).durationMin).toBe(10);
  });

  it('holds only real numbers, whatever the strap said', () => {
    const someone = fc.record({
      sex: fc.constantFrom('male', 'female', null),
      ageYears: fc.option(fc.integer({ min: 0, max: 110 })),
      weightKg: fc.option(fc.double({ min: 0, max: 400, noNaN: true })),
      restingBpm: fc.option(fc.integer({ min: 0, max: 250 })),
      enteredMaximumBpm: fc.option(fc.integer({ min: 0, max: 300 })),
      measuredMaximumBpm: fc.option(fc.integer({ min: 0, max: 300 })),
    });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), someone, (bpm, member) => {
        const summary = summariseTrace({ startedAtMs: NOW, bpm }, member);
        expect(holdsNoNumber({ ...summary, memberMaximum: null })).toBe(false);
        expect((summary.calories === null) === (summary.noCaloriesReason !== null)).toBe(true);
        expect(summary.load?.value ?? 0).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 10_000 },
    );
  });
});

/** A heart that wanders between two rates, up and down by a beat a second. */
const wandering = (low: number, high: number, seconds: number): readonly (readonly [number, number])[] =>
  Array.from({ length: seconds }, (_, i) => {
    const at = i % (2 * (high - low));
    return [low + Math.min(at, 2 * (high - low) - at), 1] as const;
  });

describe('the extremes of a session', () => {
  // https://github.com/OpenStrap/edge/issues/127: two seconds of 160 in a workout that never passed 143.
  it('are what the heart held, and not what the strap said for two seconds', () => {
    const workout = trace(...wandering(137, 143, 330), [160, 2], ...wandering(137, 143, 330));
    expect(summariseTrace(workout, ada)).toMatchObject({ maximumBpm: 143, recoveryBpm: null });
  });

  it.each([
    [
      'one second',
      [
        [143, 300],
        [200, 1],
        [143, 300],
      ],
    ],
    [
      'five seconds',
      [
        [143, 300],
        [200, 5],
        [143, 300],
      ],
    ],
    [
      'two seconds before the strap falls silent',
      [
        [143, 300],
        [200, 2],
        [0, 60],
        [143, 300],
      ],
    ],
    [
      'the first two seconds',
      [
        [200, 2],
        [143, 300],
      ],
    ],
    [
      'the last two seconds',
      [
        [143, 300],
        [200, 2],
      ],
    ],
    [
      'two spikes a few seconds apart',
      [
        [143, 300],
        [200, 2],
        [143, 3],
        [200, 2],
        [143, 300],
      ],
    ],
  ] as const)('know no spike of %s', (_, parts) => {
    expect(summariseTrace(trace(...parts), ada)).toMatchObject({ maximumBpm: 143, recoveryBpm: null });
  });

  it('keep a push of ten seconds, and the top of one that a heart climbs and leaves at its own pace', () => {
    expect(summariseTrace(trace([140, 300], [175, 10], [140, 300]), ada).maximumBpm).toBe(175);
    const climb = Array.from({ length: 20 }, (_, i) => [140 + 2 * i, 1] as const);
    const fall = Array.from({ length: 38 }, (_, i) => [177 - i, 1] as const);
    const push = trace([140, 300], ...climb, ...fall, [140, 300]);
    expect(summariseTrace(push, ada)).toMatchObject({ maximumBpm: 178, recoveryBpm: 38 });
  });

  it('know no recovery to a beat that the strap missed', () => {
    const calm = trace([140, 300], [170, 60], [150, 30], [70, 2], [150, 40]);
    expect(summariseTrace(calm, ada).recoveryBpm).toBe(20);
  });

  it('never lie outside what was heard, and do not move by a spike of a second', () => {
    const rates = fc.array(fc.integer({ min: 60, max: 190 }), { minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(rates, fc.nat(), (said, at) => {
        const plain = summariseTrace(trace(...said.map((bpm) => [bpm, 1] as const)), ada).maximumBpm ?? 0;
        expect(plain).toBeGreaterThanOrEqual(Math.min(...said));
        expect(plain).toBeLessThanOrEqual(Math.max(...said));
        const spiked = said.with(at % said.length, 230);
        const after = summariseTrace(trace(...spiked.map((bpm) => [bpm, 1] as const)), ada).maximumBpm ?? 0;
        if (said.length >= 2) expect(after).toBeLessThanOrEqual(Math.max(...said));
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('recovery and reserve', () => {
  it('are not claimed when the minute after the peak was not heard', () => {
    expect(recoveryInSixtySeconds(trace([180, 10], [150, 30]).bpm)).toBeNull();
    expect(recoveryInSixtySeconds(trace([180, 10], [0, 40], [150, 30]).bpm)).toBeNull();
    expect(recoveryInSixtySeconds(new Uint8Array())).toBeNull();
  });

  it('stay between rest and maximum', () => {
    expect(reserveShare(50, 60, 180)).toBe(0);
    expect(reserveShare(200, 60, 180)).toBe(1);
    expect(reserveShare(120, 60, 180)).toBe(0.5);
    expect(reserveShare(120, 180, 180)).toBeNull();
  });
});

describe('oxygen uptake', () => {
  // Uth et al. 2004, worked by hand from the published equation.
  it('follows the published equation', () => {
    expect(vo2maxFromRestingRate(190, 50)).toMatchObject({ formula: 'vo2max-uth@1' });
    expect(vo2maxFromRestingRate(190, 50)?.value).toBeCloseTo(58.14, 10);
  });

  it('is not given where the equation was not made', () => {
    expect(vo2maxFromRestingRate(190, 10)).toBeNull();
  });
});
