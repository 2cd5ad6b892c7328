import { describe, expect, it } from 'vitest';
import type { FamilyRegistration } from '../../../../../electron/devices/driver.ts';
import { FAMILIES } from '../../../../../electron/devices/family-registry.ts';
import {
  recordDriver,
  simulatedConfig,
  type RecordedDriver,
} from '../../../../support/devices/recorded-driver.ts';
import { seededRandom } from '../../../../support/seeded-random.ts';

const TICK_MS = 50;

interface Bench extends RecordedDriver {
  /** Lets time pass for both ends of the wire. */
  run(durationMs: number): void;
  act(action: string, args?: Record<string, unknown>): void;
}

/** A driver and its simulator joined by a wire, on a clock of the test's own. */
function createBench(registration: FamilyRegistration, scenario: Record<string, unknown> = {}): Bench {
  const recorded = recordDriver(registration);
  let nowMs = 0;
  let answered = 0;
  const simulator = registration.createSimulator(
    simulatedConfig(registration.family, scenario),
    (bytes) => recorded.driver.received(bytes, nowMs),
    seededRandom(7),
  );
  return {
    ...recorded,
    run(durationMs) {
      for (const untilMs = nowMs + durationMs; nowMs < untilMs;) {
        nowMs += TICK_MS;
        simulator.tick(nowMs);
        recorded.driver.tick(nowMs);
        while (answered < recorded.sent.length) {
          simulator.received(Uint8Array.from(Buffer.from(recorded.sent[answered]!, 'latin1')), nowMs);
          answered += 1;
        }
      }
    },
    act(action, args = {}) {
      simulator.act(action, args, nowMs);
    },
  };
}

const SCALES = FAMILIES.filter(({ reads }) => reads === 'weight').map(
  (family) => [family.family, family] as const,
);
const ASKED = SCALES.filter(
  ([name]) =>
    !['cas', 'health-o-meter', 'rice-lake', 'text-scale', 'toledo-continuous', 'hid-scale'].includes(name),
);

describe.each(SCALES)('somebody on a simulated %s scale', (_name, registration) => {
  it('sways, settles, and is weighed to the division', () => {
    const bench = createBench(registration);
    bench.run(2_000);
    bench.readings.length = 0;
    bench.act('step_on', { kg: 82.35 });
    bench.run(6_000);
    const last = bench.readings.at(-1);
    expect(last).toMatchObject({ kind: 'weight', kg: 82.35, unit: 'kg', stable: true });
    // While the person sways no reading claims to be stable at another weight.
    const early = bench.readings.filter(
      (reading) => reading.kind === 'weight' && reading.stable && reading.kg > 5,
    );
    expect(early.every((reading) => reading.kind === 'weight' && Math.abs(reading.kg - 82.35) < 1.5)).toBe(
      true,
    );
    bench.act('step_off');
    bench.run(5_000);
    expect(bench.readings.at(-1)).toMatchObject({ kg: 0, stable: true });
  });

  it.each(['overload', 'underload', 'error', 'noise', 'torn'])('gives no weight during %s', (kind) => {
    const bench = createBench(registration);
    bench.act('step_on', { kg: 82.35 });
    bench.act('fault', { kind });
    // Long enough for torn lines without an end to reach the cap of one line.
    bench.run(8_000);
    expect(bench.readings).toEqual([]);
    expect(bench.discarded).not.toEqual([]);
    bench.act('fault', { kind: 'clear' });
    bench.run(4_000);
    expect(bench.readings.at(-1)).toMatchObject({ kg: 82.35, stable: true });
  });

  it('starts loaded when the scenario says so', () => {
    const bench = createBench(registration, { kg: 70.5 });
    bench.run(6_000);
    expect(bench.readings.at(-1)).toMatchObject({ kg: 70.5, stable: true });
  });

  it('is too heavy beyond the capacity', () => {
    const bench = createBench(registration);
    bench.act('step_on', { kg: 400 });
    bench.run(3_000);
    bench.readings.length = 0;
    bench.run(2_000);
    expect(bench.readings).toEqual([]);
    expect(bench.reasons()).not.toEqual([]);
  });

  it('refuses to play what no scale can do', () => {
    const bench = createBench(registration);
    expect(() => bench.act('scan', {})).toThrow(RangeError);
    expect(() => bench.act('step_on', { kg: 'heavy' })).toThrow(RangeError);
    expect(() => bench.act('fault', { kind: 'fire' })).toThrow(RangeError);
  });
});

describe.each(ASKED)('a simulated %s scale that is asked', (_name, registration) => {
  it('is lost while it is silent and ready again afterwards', () => {
    const bench = createBench(registration);
    bench.act('fault', { kind: 'silent' });
    bench.run(15_000);
    expect(bench.states.at(-1)).toBe('lost:no_answer');
    bench.act('fault', { kind: 'clear' });
    bench.run(15_000);
    expect(bench.states.at(-1)).toBe('ready');
  });
});
