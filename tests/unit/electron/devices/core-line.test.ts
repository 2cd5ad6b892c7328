import { beforeEach, describe, expect, it } from 'vitest';
import { createCoreLine, MAX_IN_FLIGHT, type CoreLine } from '../../../../electron/devices/core-line.ts';
import {
  fromDevicesSchema,
  MAX_READINGS_PER_MESSAGE,
  type FromDevices,
} from '../../../../shared/contract/device-messages.ts';
import type { Reading } from '../../../../shared/contract/readings.ts';
import { fakeTime, type FakeTime } from '../../../support/devices/fake-time.ts';
import { fakeLine, type FakeLine } from '../../../support/devices/ports.ts';

const card = (code: string): Reading => ({ kind: 'card', device: 'reader', at: 1, code });
const pulse = (bpm: number): Reading => ({
  kind: 'heart_rate',
  device: 'stick',
  at: 1,
  sensor: '5',
  sensor_id: '5',
  bpm,
  rr_ms: null,
  beat_count: 1,
  rssi_dbm: null,
  battery_percent: null,
});
const status = { device: 'reader', family: 'rdm6300', state: 'ready', since: 1, reason: null } as const;

let time: FakeTime;
let core: FakeLine;
let line: CoreLine;
let asked: string[];
let refused: number;

/** What core got since the last look; every message keeps the contract. */
const taken = (from = core): FromDevices[] => from.take().map((message) => fromDevicesSchema.parse(message));
const seqs = (messages: FromDevices[]): number[] =>
  messages.flatMap((message) =>
    message.type === 'readings' ? message.readings.map((each) => each.seq) : [],
  );

beforeEach(() => {
  time = fakeTime();
  core = fakeLine();
  asked = [];
  refused = 0;
  line = createCoreLine({
    runId: 'run-1',
    nowMs: time.nowMs,
    monotonicMs: time.monotonicMs,
    schedule: time.schedule,
    onMessage: (message) => void asked.push(message.type),
    onRefused: () => void (refused += 1),
  });
});

describe('the line to core', () => {
  it('begins with the run, the devices and what was read before', () => {
    line.reading(card('early'));
    line.connect(core.near, [status]);
    expect(taken()).toEqual([
      { type: 'hello', run_id: 'run-1' },
      { type: 'status', status },
      { type: 'readings', device: 'reader', readings: [{ seq: 1, reading: card('early') }] },
    ]);
  });

  it('passes a card at once and heart rates together', () => {
    line.connect(core.near, []);
    taken();
    line.reading(card('1'));
    expect(seqs(taken())).toEqual([1]);
    line.reading(pulse(60));
    line.reading(pulse(61));
    expect(taken()).toEqual([]);
    time.pass(50);
    const messages = taken();
    expect(messages).toHaveLength(1);
    expect(seqs(messages)).toEqual([1, 2]);
  });

  it('sends again to a new core what the old one had not committed', () => {
    line.connect(core.near, []);
    for (const code of ['1', '2', '3']) line.reading(card(code));
    core.say({ type: 'ack', device: 'reader', seq: 2 });
    core.hangUp();
    line.reading(card('4'));
    const next = fakeLine();
    line.connect(next.near, []);
    expect(seqs(taken(next))).toEqual([3, 4]);
  });

  it('lets go of an old core when a new one comes, and hears it no more', () => {
    line.connect(core.near, []);
    line.reading(card('1'));
    const next = fakeLine();
    line.connect(next.near, []);
    expect(core.closed).toBe(true);
    core.say({ type: 'ack', device: 'reader', seq: 1 });
    const third = fakeLine();
    line.connect(third.near, []);
    expect(seqs(taken(third))).toEqual([1]);
  });

  it('puts no more under way than a slow core can take, and goes on as it commits', () => {
    line.connect(core.near, []);
    for (let index = 0; index < MAX_IN_FLIGHT + 1_000; index += 1) line.reading(pulse(60 + (index % 100)));
    time.pass(50);
    const first = taken();
    expect(seqs(first)).toHaveLength(MAX_IN_FLIGHT);
    for (const message of first) {
      if (message.type === 'readings')
        expect(message.readings.length).toBeLessThanOrEqual(MAX_READINGS_PER_MESSAGE);
    }
    core.say({ type: 'ack', device: 'stick', seq: 600 });
    expect(seqs(taken())).toHaveLength(600);
  });

  it('says what it had to drop because core stayed away', () => {
    line.reading(card('1'));
    line.reading(card('2'));
    time.pass(300_001);
    line.connect(core.near, []);
    taken();
    line.trim();
    expect(taken()).toEqual([{ type: 'overrun', device: 'reader', from_seq: 1, to_seq: 2 }]);
    line.reading(card('3'));
    expect(seqs(taken())).toEqual([3]);
  });

  it('sums up what was discarded', () => {
    line.connect(core.near, []);
    taken();
    line.discarded('stick', 'checksum', 18);
    line.discarded('stick', 'checksum', 18);
    line.discarded('stick', 'framing', 2);
    time.pass(50);
    expect(taken()).toEqual([
      { type: 'discarded', device: 'stick', reason: 'checksum', bytes: 36, at: time.nowMs() },
      { type: 'discarded', device: 'stick', reason: 'framing', bytes: 2, at: time.nowMs() },
    ]);
  });

  it('takes only messages of the contract', () => {
    line.connect(core.near, []);
    for (const nonsense of [
      null,
      7,
      { type: 'ack' },
      { type: 'ack', device: 'x', seq: -1 },
      { type: 'boom' },
    ])
      core.say(nonsense);
    expect(refused).toBe(5);
    core.say({ type: 'simulate', device: 'reader', action: 'hold', args: {} });
    expect(asked).toEqual(['simulate']);
  });

  it('is not confused by an acknowledgement of another run', () => {
    line.connect(core.near, []);
    line.reading(card('1'));
    core.say({ type: 'ack', device: 'reader', seq: 500 });
    core.say({ type: 'ack', device: 'nobody', seq: 1 });
    const next = fakeLine();
    line.connect(next.near, []);
    expect(seqs(taken(next))).toEqual([1]);
  });
});
