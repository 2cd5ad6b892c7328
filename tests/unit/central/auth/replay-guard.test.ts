import { expect, test } from 'vitest';
import { createReplayGuard } from '../../../../central/auth/replay-guard.ts';
import type { CentralDatabase, Statement } from '../../../../central/store/database.ts';

const clockAt = (time: { nowMs: number }) => ({ nowMs: () => time.nowMs, monotonicMs: () => time.nowMs });

/** A store that several servers share, as far as the guard asks it. */
function sharedStore(): CentralDatabase {
  const used = new Map<string, number>();
  const query = async ({ text, values }: Statement): Promise<object[]> => {
    if (text.startsWith('delete')) {
      for (const [id, end] of used) if (end <= Number(values[0])) used.delete(id);
      return [];
    }
    const id = `${String(values[0])} ${String(values[1])}`;
    if (used.has(id)) return [];
    used.set(id, Number(values[2]));
    return [{ token_id: id }];
  };
  return { kind: 'postgresql', query } as unknown as CentralDatabase;
}

test('a token is let in once until it has expired', async () => {
  const time = { nowMs: 0 };
  const guard = createReplayGuard({ clock: clockAt(time), database: sharedStore() });
  expect(await guard.admit('north', 'kiosk/1', 1_000)).toBe('fresh');
  expect(await guard.admit('north', 'kiosk/1', 1_000)).toBe('replayed');
  expect(await guard.admit('north', 'kiosk/2', 1_000)).toBe('fresh');
  time.nowMs = 999;
  expect(await guard.admit('north', 'kiosk/1', 1_000)).toBe('replayed');
});

test('what one server let in no other server of the same database lets in', async () => {
  const [time, database] = [{ nowMs: 0 }, sharedStore()];
  const [here, there] = [1, 2].map(() => createReplayGuard({ clock: clockAt(time), database }));
  expect(await here?.admit('north', 'kiosk/1', 100_000)).toBe('fresh');
  time.nowMs = 61_000;
  expect(await there?.admit('north', 'kiosk/1', 100_000)).toBe('replayed');
  expect(await there?.admit('north', 'kiosk/2', 100_000)).toBe('fresh');
});

test('one token used twice at the same moment is let in once', async () => {
  const guard = createReplayGuard({ clock: clockAt({ nowMs: 0 }), database: sharedStore() });
  const both = await Promise.all([guard.admit('north', 'a', 100), guard.admit('north', 'a', 100)]);
  expect(both.toSorted()).toEqual(['fresh', 'replayed']);
});

test('at its bound the guard refuses new tokens rather than forgetting old ones, until some expire', async () => {
  const time = { nowMs: 0 };
  const guard = createReplayGuard({ clock: clockAt(time), database: sharedStore(), capacity: 2 });
  await guard.admit('north', 'a', 100);
  await guard.admit('north', 'b', 200);
  expect(await guard.admit('north', 'c', 300)).toBe('full');
  expect(await guard.admit('north', 'a', 100)).toBe('replayed');
  time.nowMs = 100;
  expect(await guard.admit('north', 'c', 300)).toBe('fresh');
  expect(await guard.admit('north', 'b', 200)).toBe('replayed');
});
