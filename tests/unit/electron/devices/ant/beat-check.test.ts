import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BeatCheck, follows, paceFollows } from '../../../../../electron/devices/ant/beat-check.ts';

const at = (eventTime: number, count: number, bpm: number) => ({
  eventTime: eventTime & 0xffff,
  count: count & 0xff,
  bpm,
});
/** A check that has heard this many beats of a steady 60. */
function trusting(beats = 6) {
  const check = new BeatCheck();
  for (let beat = 0; beat < beats; beat += 1) check.judge(at(beat * 1_024, beat, 60), true, beat * 1_000);
  return check;
}

describe('whether a message can follow another of the same strap', () => {
  it('takes the same beat again', () => {
    expect(follows(at(100, 5, 60), at(100, 5, 60))).toBe(true);
    expect(follows(at(100, 5, 60), at(101, 5, 60))).toBe(false);
  });

  it("takes a heart's pace, across both rollovers", () => {
    expect(follows(at(65_500, 255, 60), at(65_500 + 1_024, 256, 60))).toBe(true);
    expect(follows(at(0, 0, 60), at(204, 1, 60))).toBe(false);
    expect(follows(at(0, 0, 60), at(205, 1, 60))).toBe(true);
    expect(follows(at(0, 0, 60), at(3_072, 1, 60))).toBe(true);
    expect(follows(at(0, 0, 60), at(3_073, 1, 60))).toBe(false);
  });

  it('takes no count that runs back or too far', () => {
    expect(follows(at(0, 5, 60), at(1_024, 4, 60))).toBe(false);
    expect(follows(at(0, 0, 60), at(33 * 1_024, 33, 60))).toBe(false);
  });

  it('takes a slow change of pace, and none within a beat', () => {
    expect(paceFollows(at(0, 0, 60), at(0, 0, 61))).toBe(false);
    expect(paceFollows(at(0, 0, 60), at(1_024, 1, 63))).toBe(true);
    expect(paceFollows(at(0, 0, 60), at(1_024, 1, 64))).toBe(false);
    expect(paceFollows(at(0, 0, 60), at(10_240, 10, 72))).toBe(true);
    expect(paceFollows(at(0, 0, 60), at(10_240, 10, 73))).toBe(false);
  });
});

describe('checking a strap on a damaged line', () => {
  it('holds what does not follow, and drops it when the next message shows it was damaged', () => {
    const check = trusting();
    expect(check.judge(at(40_000, 90, 180), true, 6_000)).toBe('hold');
    expect(check.heldSinceMs).toBe(6_000);
    expect(check.judge(at(6_144, 6, 60), true, 6_250)).toBe('drop_held');
    expect(check.heldSinceMs).toBeNull();
  });

  it('goes by the pace of the beats when the next message could follow either', () => {
    const check = trusting();
    // The time of beat 6 came damaged, but possible; so beat 7 seems to come too soon.
    expect(check.judge(at(6 * 1_024 + 900, 6, 60), true, 6_000)).toBe('accept');
    expect(check.judge(at(7 * 1_024, 7, 60), true, 7_000)).toBe('hold');
    // 1024 ticks a beat after the one, 574 after the other: a heart at 60 takes 1024.
    expect(check.judge(at(8 * 1_024, 8, 60), true, 8_000)).toBe('release');
  });

  it('goes by the rate when both were the same beat', () => {
    const check = trusting();
    expect(check.judge(at(6 * 1_024, 6, 62), true, 6_000)).toBe('accept');
    expect(check.judge(at(6 * 1_024, 6, 60), true, 6_250)).toBe('hold');
    expect(check.judge(at(7 * 1_024, 7, 60), true, 7_000)).toBe('release');
  });

  it('releases what was held when the next message goes on from it', () => {
    const check = trusting();
    check.judge(at(40_000, 90, 180), true, 6_000);
    expect(check.judge(at(40_341, 91, 180), true, 6_250)).toBe('release');
    expect(check.last.bpm).toBe(180);
  });

  it('holds the newer one when neither fits', () => {
    const check = trusting();
    check.judge(at(40_000, 90, 180), true, 6_000);
    expect(check.judge(at(100, 200, 90), true, 6_250)).toBe('drop_held_and_hold');
    expect(check.judge(at(782, 201, 90), true, 6_500)).toBe('release');
  });

  it('tells a small wrong step of pace by the message after it', () => {
    const check = trusting();
    expect(check.judge(at(6_144, 6, 68), true, 6_000)).toBe('hold');
    expect(check.judge(at(6_144, 6, 60), true, 6_250)).toBe('drop_held');
  });

  it('accepts everything while the line is sound', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(65_535), fc.nat(255), fc.integer({ min: 25, max: 240 }))),
        (beats) => {
          const check = new BeatCheck();
          for (const [time, count, bpm] of beats)
            expect(check.judge(at(time, count, bpm), false, 0)).toBe('accept');
        },
      ),
    );
  });

  it('accepts a strap that was silent for a while, whatever it says', () => {
    const check = trusting();
    expect(check.judge(at(40_000, 90, 180), true, 10_001)).toBe('accept');
  });

  it('accepts what it has no reason to doubt: a strap heard for less than a second', () => {
    const check = trusting(3);
    expect(check.judge(at(40_000, 90, 180), true, 3_000)).toBe('accept');
  });
});
