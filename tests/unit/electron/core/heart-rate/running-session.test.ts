import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createRunningSession,
  MAX_SESSION_SECONDS,
} from '../../../../../electron/core/heart-rate/running-session.ts';
import type { HeartRateBlock } from '../../../../../electron/core/store/tables/heart-rate-sessions.ts';
import type { HeartRateSessionId, MemberId } from '../../../../../shared/base/ids.ts';
import { MINUTE_MS, SECOND_MS } from '../../../../../shared/base/clock.ts';
import { NOON } from '../../../../support/core/open-test-store.ts';

const sessionAt = (startedAtMs: number) => ({
  id: 'session-1' as HeartRateSessionId,
  memberId: 'member-1' as MemberId,
  sensor: '77',
  device: 'stick',
  startedAtMs,
  endedAtMs: null,
});

/** The trace that blocks stand for. */
function join(blocks: readonly HeartRateBlock[], startedAtMs: number, seconds: number): number[] {
  const trace = new Array<number>(seconds).fill(0);
  for (const block of blocks) {
    block.bpm.forEach((bpm, index) => (trace[(block.startedAtMs - startedAtMs) / SECOND_MS + index] = bpm));
  }
  return trace;
}

describe('the trace of a session', () => {
  it('keeps the last rate of each second, and 0 where nothing was heard', () => {
    const running = createRunningSession(sessionAt(NOON), []);
    running.record(80, NOON + 100);
    running.record(82, NOON + 900);
    running.record(90, NOON + 3_000);
    expect(running.trace()).toEqual({ startedAtMs: NOON, bpm: Uint8Array.from([82, 0, 0, 90]) });
    expect([running.lastBpm(), running.lastHeardAtMs()]).toEqual([90, NOON + 3_000]);
  });

  it('ends after six hours, however long a strap goes on', () => {
    const running = createRunningSession(sessionAt(NOON), []);
    const last = NOON + (MAX_SESSION_SECONDS - 1) * SECOND_MS;
    running.record(80, last);
    running.record(99, last + SECOND_MS);
    running.record(99, NOON + 1e12);
    expect(running.trace().bpm).toHaveLength(6 * 3_600);
    expect([running.lastBpm(), running.lastHeardAtMs()]).toEqual([80, last]);
  });

  it('is cut at whole minutes into blocks that say the same, wherever it began and whenever it was saved', () => {
    const rate = fc.record({ second: fc.nat(400), bpm: fc.integer({ min: 25, max: 240 }) });
    fc.assert(
      fc.property(
        fc.nat(59),
        fc.array(rate, { minLength: 1, maxLength: 200 }),
        fc.array(fc.nat(7), { maxLength: 5 }),
        (startSecond, rates, saves) => {
          const startedAtMs = NOON + startSecond * SECOND_MS;
          const running = createRunningSession(sessionAt(startedAtMs), []);
          const sorted = rates.toSorted((left, right) => left.second - right.second);
          const dueSaves = saves
            .map((minute) => NOON + minute * MINUTE_MS)
            .toSorted((left, right) => left - right);
          const stored: HeartRateBlock[] = [];
          for (const { second, bpm } of sorted) {
            const atMs = startedAtMs + second * SECOND_MS;
            while (dueSaves[0] !== undefined && dueSaves[0] <= atMs) {
              const untilMs = dueSaves.shift() ?? 0;
              stored.push(...running.unsavedBlocks(untilMs));
              running.markSaved(untilMs);
            }
            running.record(bpm, atMs);
          }
          stored.push(...running.unsavedBlocks(Number.MAX_SAFE_INTEGER));

          const trace = [...running.trace().bpm];
          expect(join(stored, startedAtMs, trace.length)).toEqual(trace);
          for (const block of stored) {
            const lastSecondMs = block.startedAtMs + (block.bpm.length - 1) * SECOND_MS;
            expect(block.bpm.length).toBeLessThanOrEqual(60);
            expect(Math.floor(block.startedAtMs / MINUTE_MS)).toBe(Math.floor(lastSecondMs / MINUTE_MS));
          }
          const restored = createRunningSession(sessionAt(startedAtMs), stored);
          expect([...restored.trace().bpm]).toEqual(trace);
          expect(restored.unsavedBlocks(Number.MAX_SAFE_INTEGER)).toEqual([]);
        },
      ),
    );
  });

  it('never changes a second that is stored: a late reading goes to the open minute', () => {
    const running = createRunningSession(sessionAt(NOON), []);
    running.record(80, NOON + 59_000);
    running.markSaved(NOON + MINUTE_MS);
    running.record(200, NOON + 10_000);
    expect(running.trace().bpm[10]).toBe(0);
    expect(running.unsavedBlocks(NOON + 2 * MINUTE_MS)).toEqual([
      { startedAtMs: NOON + MINUTE_MS, bpm: Uint8Array.from([200]) },
    ]);
  });
});
