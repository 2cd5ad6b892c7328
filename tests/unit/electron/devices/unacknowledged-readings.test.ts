import { describe, expect, it } from 'vitest';
import {
  createUnacknowledgedReadings,
  KEEP_UNACKNOWLEDGED_MS,
  MAX_UNACKNOWLEDGED,
} from '../../../../electron/devices/unacknowledged-readings.ts';
import type { Reading } from '../../../../shared/contract/readings.ts';

const card = (code: string): Reading => ({ kind: 'card', device: 'reader', at: 0, code });
function filled(count: number) {
  const kept = createUnacknowledgedReadings();
  for (let index = 1; index <= count; index += 1) kept.add(card(String(index)), index);
  return kept;
}

describe('readings that core has not committed', () => {
  it('are numbered from one and kept in order', () => {
    expect(
      filled(3)
        .after(0, 10)
        .map((each) => [each.seq, each.reading]),
    ).toEqual([
      [1, card('1')],
      [2, card('2')],
      [3, card('3')],
    ]);
  });

  it('are forgotten up to the acknowledged one', () => {
    const kept = filled(5);
    kept.acknowledge(3);
    expect(kept.after(0, 10).map((each) => each.seq)).toEqual([4, 5]);
    kept.acknowledge(2);
    expect(kept.size).toBe(2);
    kept.acknowledge(99);
    expect(kept.size).toBe(0);
    expect(kept.lastSeq).toBe(5);
  });

  it('can be asked for from any number on', () => {
    const kept = filled(3_000);
    kept.acknowledge(2_000);
    expect(kept.after(2_500, 2).map((each) => each.seq)).toEqual([2_501, 2_502]);
    expect(kept.after(3_000, 2)).toEqual([]);
  });

  it('are dropped after five minutes, and it is said which', () => {
    const kept = filled(3);
    expect(kept.trim(KEEP_UNACKNOWLEDGED_MS + 1)).toBeNull();
    expect(kept.trim(KEEP_UNACKNOWLEDGED_MS + 3)).toEqual({ fromSeq: 1, toSeq: 2 });
    expect(kept.after(0, 10).map((each) => each.seq)).toEqual([3]);
  });

  it('are bounded in number, and the oldest go first', () => {
    const kept = filled(MAX_UNACKNOWLEDGED + 10);
    expect(kept.trim(0)).toEqual({ fromSeq: 1, toSeq: 10 });
    expect(kept.size).toBe(MAX_UNACKNOWLEDGED);
    kept.add(card('next'), 0);
    expect(kept.trim(0)).toEqual({ fromSeq: 11, toSeq: 11 });
  });
});
