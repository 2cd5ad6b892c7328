import { describe, expect, it } from 'vitest';
import { createChangeSignal } from '../../../../../electron/core/screen/change-signal.ts';
import { createLatest } from '../../../../../electron/core/screen/latest.ts';
import { settled } from '../../../../support/devices/fake-time.ts';

describe('what the screen is told', () => {
  it('is the newest at once, then everything newer', async () => {
    const latest = createLatest('attract');
    const reader = latest.read(undefined);
    expect((await reader.next()).value).toBe('attract');
    const next = reader.next();
    latest.publish('member');
    expect((await next).value).toBe('member');
  });

  it('skips what a slow screen had no time for', async () => {
    const latest = createLatest(0);
    const reader = latest.read(undefined);
    await reader.next();
    for (let value = 1; value <= 1_000; value += 1) latest.publish(value);
    expect((await reader.next()).value).toBe(1_000);
    const next = reader.next();
    await settled();
    latest.publish(1_001);
    expect((await next).value).toBe(1_001);
  });

  it('goes to every screen that is looking', async () => {
    const latest = createLatest('a');
    const [one, other] = [latest.read(undefined), latest.read(undefined)];
    await Promise.all([one.next(), other.next()]);
    const both = Promise.all([one.next(), other.next()]);
    latest.publish('b');
    expect((await both).map(({ value }) => value)).toEqual(['b', 'b']);
  });

  it('ends for a screen that goes away while it waits', async () => {
    const latest = createLatest('a');
    const leaving = new AbortController();
    const reader = latest.read(leaving.signal);
    await reader.next();
    const next = reader.next();
    leaving.abort();
    expect(await next).toEqual({ done: true, value: undefined });
  });

  it('is nothing for a screen that was gone before it looked', async () => {
    const reader = createLatest('a').read(AbortSignal.abort());
    expect((await reader.next()).done).toBe(true);
  });

  it('goes on for one screen when another leaves', async () => {
    const latest = createLatest('a');
    const leaving = new AbortController();
    const [gone, stays] = [latest.read(leaving.signal), latest.read(undefined)];
    await Promise.all([gone.next(), stays.next()]);
    const [left, next] = [gone.next(), stays.next()];
    leaving.abort();
    expect((await left).done).toBe(true);
    latest.publish('b');
    expect((await next).value).toBe('b');
  });
});

describe('the signal that something changed', () => {
  it('is told once for several changes of one turn', async () => {
    const change = createChangeSignal();
    let told = 0;
    change.listen(() => void (told += 1));
    change.changed();
    change.changed();
    expect(told).toBe(0);
    await settled();
    expect(told).toBe(1);
    change.changed();
    await settled();
    expect(told).toBe(2);
  });

  it('is not lost when nobody listened yet', async () => {
    const change = createChangeSignal();
    change.changed();
    await settled();
    let told = 0;
    change.listen(() => void (told += 1));
    await settled();
    expect(told).toBe(1);
  });

  it('may change something itself without going round in one turn', async () => {
    const change = createChangeSignal();
    let told = 0;
    change.listen(() => {
      told += 1;
      if (told < 3) change.changed();
    });
    change.changed();
    await settled();
    expect(told).toBe(3);
  });
});
