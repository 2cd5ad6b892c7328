import { describe, expect, it } from 'vitest';
import {
  createReopeningTransport,
  reopenDelayMs,
} from '../../../../../electron/devices/transports/reopening.ts';
import type { LineCode, LineEvents } from '../../../../../electron/devices/transports/transport.ts';
import { fail, ok } from '../../../../../shared/base/result.ts';
import { fakeTime, settled } from '../../../../support/devices/fake-time.ts';

/** A port that a test plugs and unplugs. */
function bench() {
  const time = fakeTime();
  const log: string[] = [];
  let refusal: LineCode | null = null;
  let events: LineEvents | null = null;
  let opens = 0;
  const transport = createReopeningTransport({
    schedule: time.schedule,
    random: () => 0,
    async openLine(to) {
      opens += 1;
      if (refusal !== null) return fail(refusal);
      events = to;
      return ok({
        write: () => true,
        close: async () => void log.push('closed by us'),
      });
    },
  });
  transport.start({
    opened: () => void log.push('opened'),
    received: (chunk) => void log.push(`received ${chunk.length}`),
    closed: (code) => void log.push(`closed ${code}`),
  });
  return {
    time,
    transport,
    log,
    opens: () => opens,
    unplug: (code: LineCode = 'unplugged') => events?.lost(code),
    say: (bytes: number) => events?.received(new Uint8Array(bytes)),
    refuse: (code: LineCode | null) => void (refusal = code),
    events: () => events,
  };
}

describe('a port that comes and goes', () => {
  it('is opened again within half a second of a loss', async () => {
    const port = bench();
    await settled();
    port.say(3);
    port.unplug();
    await port.time.passSlowly(500);
    expect(port.log).toEqual(['opened', 'received 3', 'closed by us', 'closed unplugged', 'opened']);
  });

  it('is looked for for ever, every two seconds at the least often', async () => {
    const port = bench();
    port.refuse('port_missing');
    await settled();
    await port.time.passSlowly(60_000);
    expect(port.opens()).toBeGreaterThan(30);
    port.refuse(null);
    await port.time.passSlowly(2_000);
    expect(port.log.at(-1)).toBe('opened');
  });

  it('is left alone for half a minute when it is taken by another program', async () => {
    const port = bench();
    await settled();
    port.refuse('port_busy');
    port.unplug();
    await port.time.passSlowly(120_000);
    const before = port.opens();
    await port.time.passSlowly(60_000);
    expect(port.opens() - before).toBeLessThanOrEqual(4);
  });

  it('is not believed once it is gone', async () => {
    const port = bench();
    await settled();
    const former = port.events();
    port.unplug();
    await port.time.passSlowly(500);
    former?.received(new Uint8Array(9));
    former?.lost('unplugged');
    expect(port.log).not.toContain('received 9');
    expect(port.log.filter((each) => each === 'closed unplugged')).toHaveLength(1);
  });

  it('is closed and opened when the driver asks', async () => {
    const port = bench();
    await settled();
    port.transport.reopen('no_answer');
    await port.time.passSlowly(500);
    expect(port.log).toEqual(['opened', 'closed by us', 'closed no_answer', 'opened']);
  });

  it('stays closed after a stop', async () => {
    const port = bench();
    await settled();
    await port.transport.stop();
    await port.time.passSlowly(60_000);
    expect(port.opens()).toBe(1);
    expect(port.transport.send(new Uint8Array(1))).toBe(false);
  });
});

describe('the wait between attempts', () => {
  it('doubles from a quarter second, and is capped', () => {
    const waits = (code: string) =>
      [0, 1, 2, 3, 4, 7, 50].map((failures) => reopenDelayMs(failures, code, 1));
    expect(waits('port_busy')).toEqual([250, 500, 1_000, 2_000, 4_000, 30_000, 30_000]);
    expect(waits('port_missing')).toEqual([250, 500, 1_000, 2_000, 2_000, 2_000, 2_000]);
  });

  it('is spread over its upper half', () => {
    expect(reopenDelayMs(7, 'port_busy', 0)).toBe(15_000);
  });
});
