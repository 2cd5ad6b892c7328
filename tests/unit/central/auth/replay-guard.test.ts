import { expect, test } from 'vitest';
import { createReplayGuard } from '../../../../central/auth/replay-guard.ts';

const clockAt = (time: { nowMs: number }) => ({ nowMs: () => time.nowMs, monotonicMs: () => time.nowMs });

test('a token is let in once until it has expired', () => {
  const time = { nowMs: 0 };
  const guard = createReplayGuard({ clock: clockAt(time) });
  expect(guard.admit('kiosk/1', 1_000)).toBe('fresh');
  expect(guard.admit('kiosk/1', 1_000)).toBe('replayed');
  expect(guard.admit('kiosk/2', 1_000)).toBe('fresh');
  time.nowMs = 999;
  expect(guard.admit('kiosk/1', 1_000)).toBe('replayed');
});

test('at its bound the guard refuses new tokens rather than forgetting old ones, until some expire', () => {
  const time = { nowMs: 0 };
  const guard = createReplayGuard({ clock: clockAt(time), capacity: 2 });
  guard.admit('a', 100);
  guard.admit('b', 200);
  expect(guard.admit('c', 300)).toBe('full');
  expect(guard.admit('a', 100)).toBe('replayed');
  time.nowMs = 100;
  expect(guard.admit('c', 300)).toBe('fresh');
  expect(guard.admit('b', 200)).toBe('replayed');
});
