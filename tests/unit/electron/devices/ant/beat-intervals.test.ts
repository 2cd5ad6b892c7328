import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BeatIntervals } from '../../../../../electron/devices/ant/beat-intervals.ts';
import { readBeat, type Beat } from '../../../../../electron/devices/ant/heart-rate-profile.ts';
import { pageFour } from '../../../../support/devices/strap-corpus.ts';
import { bytesOf } from '../../../../support/devices/framing.ts';

const take = (intervals: BeatIntervals, page: Uint8Array, nowMs: number): number | null => {
  const beat: Beat = { eventTime: 0, count: 0, bpm: 0 };
  readBeat(page, 0, beat);
  return intervals.next(beat, page, 0, nowMs);
};
const takeAll = (...pages: string[]): (number | null)[] => {
  const intervals = new BeatIntervals();
  return pages.map((hex, index) => take(intervals, bytesOf(hex), index * 1_000));
};

describe('the time between beats', () => {
  it('follows a recorded strap across lost messages and the rollover of its clock', () => {
    // Garmin strap 25170, thisisant.com viewthread/7385; two messages were lost after the fourth.
    expect(
      takeAll(
        '84ffa5e2a5e6ca3c',
        '04ffa5e6a5eacb3c',
        '84ffa5eaa5eecc3c',
        '04ffa5eea5f2cd3c',
        '84ffb6fac7fed03b',
        '04ffc7fed802d13b',
        '84ffd802e906d23b',
        '04ffe906fa0ad33b',
      ),
    ).toEqual([null, 1_000, 1_000, 1_000, 1_016.6015625, 1_016.6015625, 1_016.6015625, 1_016.6015625]);
  });

  it('says nothing new when a strap repeats a beat', () => {
    expect(takeAll('84ffa5e2a5e6ca3c', '04ffa5e2a5e6ca3c', '04ffa5e6a5eacb3c', '04ffa5e6a5eacb3c')).toEqual([
      null,
      null,
      1_000,
      null,
    ]);
  });

  it('does not guess when beats were missed and the page does not tell', () => {
    expect(takeAll('00ffffff00080148', '80ffffff00100348')).toEqual([null, null]);
  });

  it('takes no page from an old strap whose first byte is none', () => {
    // An HRM1B always says B3; after a lost beat its bytes 1-3 are no earlier beat.
    const intervals = new BeatIntervals();
    expect(take(intervals, bytesOf('b3ffa5e2a5e6ca3c'), 0)).toBeNull();
    expect(take(intervals, bytesOf('b3ffa5e6a5eacc3c'), 1_000)).toBeNull();
    expect(take(intervals, bytesOf('b3ffa5eaa5eecd3c'), 2_000)).toBe(1_000);
    expect(intervals.paged).toBe(false);
  });

  it('is no interval where one beat is counted after more seconds than a heart rests', () => {
    // Beat times 4.5 s apart.
    expect(takeAll('84ffa5e2a5e6ca3c', '04ffa5e6a5f8cb3c')).toEqual([null, null]);
  });

  it('starts afresh when the count moved and the time stood still', () => {
    expect(takeAll('84ffa5e2a5e6ca3c', '04ffa5e2a5e6cb3c')).toEqual([null, null]);
  });

  it('starts afresh after a minute of silence', () => {
    const intervals = new BeatIntervals();
    take(intervals, bytesOf('84ffa5e2a5e6ca3c'), 0);
    expect(take(intervals, bytesOf('04ffa5e6a5eacb3c'), 60_001)).toBeNull();
  });

  it('finds every interval wherever the clock and the count roll over', () => {
    fc.assert(
      fc.property(
        fc.nat(65_535),
        fc.nat(255),
        fc.array(fc.integer({ min: 250, max: 2_400 }), { minLength: 1, maxLength: 20 }),
        (startTicks, startCount, steps) => {
          const intervals = new BeatIntervals();
          let time = startTicks;
          take(intervals, Uint8Array.from(pageFour(false, 0, time, startCount, 80)), 0);
          for (const [index, step] of steps.entries()) {
            const previous = time;
            time += step;
            const page = pageFour(index % 2 === 0, previous, time, startCount + index + 1, 80);
            expect(take(intervals, Uint8Array.from(page), index)).toBe((step * 1_000) / 1_024);
          }
        },
      ),
    );
  });
});
