import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countMemberTry,
  isPinLocked,
  KIOSK_TRIES_PER_MINUTE,
  MOST_FAILED_TRIES,
  NO_MEMBER_TRIES,
  takeKioskTry,
  waitAfter,
  waitingUntil,
} from '../../../../../shared/domain/pins/pin-tries.ts';

const NOON = 1_771_416_000_000;
const clock = fc.integer({ min: 0, max: 4e12 });

describe('wrong PINs of one member', () => {
  it.each([
    [0, 0],
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [6, 32_000],
    [7, 60_000],
    [10, 60_000],
  ])('after %i in a row the next one waits %i ms', (failed, waitMs) => {
    expect(waitAfter(failed)).toBe(waitMs);
  });

  it('lock the PIN with the tenth', () => {
    let tries = NO_MEMBER_TRIES;
    for (let failed = 0; failed < MOST_FAILED_TRIES; failed += 1) {
      expect(isPinLocked(tries)).toBe(false);
      tries = countMemberTry(tries, NOON);
    }
    expect(isPinLocked(tries)).toBe(true);
  });

  it('never count down and never make anybody wait longer than a minute, whatever the clock is set to', () => {
    fc.assert(
      fc.property(fc.nat(20), clock, clock, (failed, countedAtMs, nowMs) => {
        const tries = countMemberTry({ failed, waitUntilMs: 0 }, countedAtMs);
        expect(tries.failed).toBe(failed + 1);
        const untilMs = waitingUntil(tries, nowMs);
        expect(untilMs === null || (untilMs > nowMs && untilMs <= nowMs + 60_000)).toBe(true);
      }),
    );
  });
});

describe('tries at one kiosk', () => {
  it('run out after ten at once, and come back one every six seconds', () => {
    let fullAtMs = 0;
    for (let count = 0; count < KIOSK_TRIES_PER_MINUTE; count += 1) {
      const taken = takeKioskTry(fullAtMs, NOON);
      if (!taken.taken) throw new Error(`try ${count} was refused`);
      fullAtMs = taken.fullAtMs;
    }
    expect(takeKioskTry(fullAtMs, NOON)).toEqual({ taken: false, nextAtMs: NOON + 6_000 });
    expect(takeKioskTry(fullAtMs, NOON + 5_999).taken).toBe(false);
    expect(takeKioskTry(fullAtMs, NOON + 6_000).taken).toBe(true);
  });

  it('are at most twenty in any minute, however they are spread: a full bucket and what flows in', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 8_000 }), { maxLength: 120 }), (gaps) => {
        let nowMs = NOON;
        let fullAtMs = 0;
        const takenAt: number[] = [];
        for (const gap of gaps) {
          nowMs += gap;
          const bucket = takeKioskTry(fullAtMs, nowMs);
          if (!bucket.taken) continue;
          fullAtMs = bucket.fullAtMs;
          takenAt.push(nowMs);
        }
        for (const from of takenAt) {
          const inMinute = takenAt.filter((at) => at >= from && at < from + 60_000).length;
          expect(inMinute).toBeLessThanOrEqual(2 * KIOSK_TRIES_PER_MINUTE);
        }
      }),
    );
  });

  it('are there again within a minute, whatever the clock was set to', () => {
    fc.assert(
      fc.property(clock, clock, (fullAtMs, nowMs) => {
        const bucket = takeKioskTry(fullAtMs, nowMs);
        expect(bucket.taken || bucket.nextAtMs <= nowMs + 6_000).toBe(true);
      }),
    );
  });
});
