import { describe, expect, it } from 'vitest';
import { createTurnTaker } from '../../../../../electron/core/devices/turn-taker.ts';

/** A backlog whose every piece takes some milliseconds, and turns that a test lets pass. */
function openTurns() {
  let nowMs = 0;
  const planned: (() => void)[] = [];
  const turns = createTurnTaker({ monotonicMs: () => nowMs, nextTurn: (work) => void planned.push(work) });
  const done: number[] = [];
  return {
    turns,
    done,
    add: (piece: number, tookMs: number) =>
      turns.add(() => {
        nowMs += tookMs;
        done.push(piece);
      }),
    /** @returns what that turn took, milliseconds */
    turn() {
      const startedAt = nowMs;
      for (const work of planned.splice(0)) work();
      return nowMs - startedAt;
    },
    isPlanned: () => planned.length > 0,
  };
}

describe('a backlog of readings', () => {
  it('is worked off in order, in turns of bounded time', () => {
    const test = openTurns();
    for (let piece = 0; piece < 600; piece += 1) test.add(piece, 12);
    expect(test.done.length).toBeLessThan(6);
    let turns = 0;
    for (; test.turns.waiting() > 0; turns += 1) expect(test.turn()).toBeLessThanOrEqual(40 + 12);
    expect(turns).toBeGreaterThan(100);
    expect(test.done).toEqual(Array.from({ length: 600 }, (_, piece) => piece));
  });

  it('does a single reading at once', () => {
    const test = openTurns();
    test.add(1, 12);
    expect(test.done).toEqual([1]);
    test.turn();
    test.add(2, 12);
    expect(test.done).toEqual([1, 2]);
  });

  it('is forgotten when whoever said it is gone', () => {
    const test = openTurns();
    for (let piece = 0; piece < 20; piece += 1) test.add(piece, 12);
    const before = test.done.length;
    test.turns.clear();
    while (test.isPlanned()) test.turn();
    expect(test.done).toHaveLength(before);
    test.add(20, 12);
    expect(test.done.at(-1)).toBe(20);
  });

  it('goes on behind a piece that fails', () => {
    const test = openTurns();
    expect(() =>
      test.turns.add(() => {
        throw new Error('one bad piece');
      }),
    ).toThrow('one bad piece');
    test.add(1, 1);
    expect(test.done).toEqual([1]);
  });
});
