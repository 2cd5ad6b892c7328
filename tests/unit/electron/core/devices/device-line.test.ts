import { describe, expect, it } from 'vitest';
import { createDeviceLine } from '../../../../../electron/core/devices/device-line.ts';
import type { ReadingCursor } from '../../../../../electron/core/devices/reading-intake.ts';
import type { FromDevices, ToDevices } from '../../../../../shared/contract/device-messages.ts';
import type { DeviceConfig } from '../../../../../shared/contract/kiosk-config.ts';
import type { CardReading, Reading } from '../../../../../shared/contract/readings.ts';
import { recordedLog } from '../../../../support/core/recorded-log.ts';
import { fakeLine, type FakeLine } from '../../../../support/devices/ports.ts';

const READER: DeviceConfig = {
  id: 'reader',
  family: 'rdm6300',
  transport: { type: 'simulated' },
  options: {},
};
const card = (code: string, device = 'reader'): CardReading => ({ kind: 'card', device, at: 1, code });

/** Core's end of the line, with a store of one row in place of the real one. */
function openLine() {
  const committed = new Map<string, number>();
  const heard: { reading: Reading; cursor: ReadingCursor }[] = [];
  const discarded: unknown[] = [];
  const states: string[] = [];
  const log = recordedLog();
  let changes = 0;
  const onReading = (reading: Reading, cursor: ReadingCursor): void => void heard.push({ reading, cursor });
  const create = () =>
    createDeviceLine({
      devices: [READER],
      discover: false,
      nowMs: () => 1_000,
      monotonicMs: () => 0,
      nextTurn: (work) => void setImmediate(work),
      log,
      committedSeq: (device, runId) => committed.get(`${device} ${runId}`) ?? 0,
      onStatus: (status) => void states.push(status.state),
      onChange: () => void (changes += 1),
      onDiscarded: (message) => void discarded.push(message),
    });
  const line = create();
  const far = fakeLine();
  line.attach(far.near, onReading);
  const commit = (cursor: ReadingCursor): void => {
    committed.set(`${cursor.device} ${cursor.runId}`, cursor.seq);
    line.acknowledge(cursor);
  };
  return { line, far, create, onReading, heard, discarded, states, log, commit, changes: () => changes };
}

const say = (far: FakeLine, message: FromDevices): void => far.say(message);
const acks = (far: FakeLine): number[] =>
  (far.take() as ToDevices[]).flatMap((message) => (message.type === 'ack' ? [message.seq] : []));
const readings = (...seqs: number[]): FromDevices => ({
  type: 'readings',
  device: 'reader',
  readings: seqs.map((seq) => ({ seq, reading: card(`card-${seq}`) })),
});
const codes = (heard: { reading: Reading }[]): string[] =>
  heard.map(({ reading }) => (reading.kind === 'card' ? reading.code : ''));

describe('the line to the device process', () => {
  it('begins by saying which devices to open', () => {
    const { far } = openLine();
    expect(far.take()).toEqual([{ type: 'configure', devices: [READER], discover: false }]);
  });

  it('passes each reading on once, in order, with its place in the stream', () => {
    const { far, heard } = openLine();
    say(far, { type: 'hello', run_id: 'run-1' });
    say(far, readings(1, 2));
    say(far, readings(2, 3));
    expect(heard.map(({ cursor }) => cursor)).toEqual([
      { device: 'reader', runId: 'run-1', seq: 1 },
      { device: 'reader', runId: 'run-1', seq: 2 },
      { device: 'reader', runId: 'run-1', seq: 3 },
    ]);
    expect(codes(heard)).toEqual(['card-1', 'card-2', 'card-3']);
  });

  it('acknowledges nothing by itself: only what was committed', () => {
    const { far, heard, commit } = openLine();
    say(far, { type: 'hello', run_id: 'run-1' });
    far.take();
    say(far, readings(1, 2));
    expect(acks(far)).toEqual([]);
    commit(heard[0]!.cursor);
    expect(acks(far)).toEqual([1]);
  });

  it('acts once on what is sent again after core was restarted, and says that it has it', () => {
    const { far, heard, commit, create, onReading } = openLine();
    say(far, { type: 'hello', run_id: 'run-1' });
    say(far, readings(1, 2, 3));
    commit(heard[1]!.cursor);
    heard.length = 0;

    const restarted = create();
    const next = fakeLine();
    restarted.attach(next.near, onReading);
    say(next, { type: 'hello', run_id: 'run-1' });
    next.take();
    say(next, readings(1, 2));
    expect([codes(heard), acks(next)]).toEqual([[], [2]]);
    say(next, readings(1, 2, 3, 4));
    expect(codes(heard)).toEqual(['card-3', 'card-4']);
  });

  it('counts anew in another run of the device process', () => {
    const { far, heard, commit } = openLine();
    say(far, { type: 'hello', run_id: 'run-1' });
    say(far, readings(1, 2, 3));
    commit(heard[2]!.cursor);
    say(far, { type: 'hello', run_id: 'run-2' });
    far.take();
    say(far, readings(1));
    expect(heard.at(-1)?.cursor).toEqual({ device: 'reader', runId: 'run-2', seq: 1 });
  });

  it('does not acknowledge readings of a former run to this one', () => {
    const { far, heard, commit } = openLine();
    say(far, { type: 'hello', run_id: 'run-1' });
    say(far, readings(1, 2, 3));
    say(far, { type: 'hello', run_id: 'run-2' });
    far.take();
    commit(heard[2]!.cursor);
    expect(acks(far)).toEqual([]);
  });

  it('ignores a reading that names another device than its stream', () => {
    const { far, heard } = openLine();
    say(far, { type: 'hello', run_id: 'run-1' });
    say(far, { type: 'readings', device: 'reader', readings: [{ seq: 1, reading: card('x', 'scale') }] });
    expect(heard).toEqual([]);
  });

  it('survives messages that make no sense, and says so in the log', () => {
    const { far, heard, log } = openLine();
    for (const nonsense of [
      null,
      7,
      'hello',
      {},
      { type: 'readings' },
      { type: 'hello' },
      { type: 'drop_table' },
    ]) {
      far.say(nonsense);
    }
    expect(log.entries.map(({ level }) => level)).toEqual(Array.from({ length: 7 }, () => 'error'));
    say(far, { type: 'hello', run_id: 'run-1' });
    say(far, readings(1));
    expect(heard).toHaveLength(1);
  });

  it('never loses silently: an overrun is in the log', () => {
    const { far, log } = openLine();
    say(far, { type: 'overrun', device: 'reader', from_seq: 3, to_seq: 9 });
    expect(log.entries).toMatchObject([
      { level: 'error', fields: { device: 'reader', from_seq: 3, to_seq: 9 } },
    ]);
  });

  it('shows a device as lost when the device process dies, and as it is when it is back', () => {
    const { line, far, states, changes, onReading } = openLine();
    const ready = { device: 'reader', family: 'rdm6300', state: 'ready', since: 5, reason: null } as const;
    expect(line.statuses()).toMatchObject([{ device: 'reader', state: 'opening' }]);
    say(far, { type: 'status', status: ready });
    expect([line.statuses(), states]).toEqual([[ready], ['ready']]);
    const before = changes();
    far.hangUp();
    expect(line.statuses()).toMatchObject([{ state: 'lost', reason: 'device_process_gone', since: 1_000 }]);
    expect(states).toEqual(['ready', 'lost']);
    expect(changes()).toBe(before + 1);
    const next = fakeLine();
    line.attach(next.near, onReading);
    say(next, { type: 'status', status: ready });
    expect(line.statuses()).toEqual([ready]);
  });

  it('is not disturbed by the end of a line it has left already', () => {
    const { line, far, onReading } = openLine();
    const next = fakeLine();
    line.attach(next.near, onReading);
    expect(far.closed).toBe(true);
    say(next, {
      type: 'status',
      status: { device: 'reader', family: 'rdm6300', state: 'ready', since: 5, reason: null },
    });
    far.hangUp();
    expect(line.statuses()).toMatchObject([{ state: 'ready' }]);
  });

  it('keeps counters and passes discards on', () => {
    const { line, far, discarded } = openLine();
    const counters = {
      bytes: 9,
      frames: 1,
      readings: 1,
      discarded: { checksum: 2 },
      reopened: 0,
      last_byte_at: 4,
      last_reading_at: 4,
      signal_dbm: null,
      battery_percent: null,
    };
    say(far, { type: 'counters', device: 'reader', counters });
    say(far, { type: 'discarded', device: 'reader', reason: 'checksum', bytes: 2, at: 4 });
    expect(line.counters().get('reader')).toEqual(counters);
    expect(discarded).toEqual([{ type: 'discarded', device: 'reader', reason: 'checksum', bytes: 2, at: 4 }]);
  });

  it('shows devices that were found as long as they are, after those that are configured', () => {
    const { line, far, states } = openLine();
    const found = (device: string | null): FromDevices => ({
      type: 'ports',
      ports: [
        {
          bus: 'serial',
          path: '/dev/ttyUSB3',
          vendor_id: 0x0fcf,
          product_id: 0x1008,
          manufacturer: null,
          verdict: device === null ? 'configured' : 'used',
          reason: device === null ? 'configured' : 'recognised',
          candidates: [],
          device,
        },
      ],
    });
    say(far, found('found-1'));
    const status = { device: 'found-1', family: 'ant', state: 'ready', since: 5, reason: null } as const;
    say(far, { type: 'status', status });
    expect(line.statuses().map(({ device, state }) => `${device} ${state}`)).toEqual([
      'reader opening',
      'found-1 ready',
    ]);
    expect(line.ports()).toHaveLength(1);
    say(far, found(null));
    expect(line.statuses().map(({ device }) => device)).toEqual(['reader']);
    expect(states).toEqual(['ready']);
  });

  it('has a device captured, and knows what became of it', () => {
    const { line, far } = openLine();
    far.take();
    const request = { path: '/data/1.jsonl', max_bytes: 1_000, max_ms: 1_000 };
    line.capture('reader', request);
    line.capture('reader', null);
    expect(far.take()).toEqual([
      { type: 'capture', device: 'reader', capture: request },
      { type: 'capture', device: 'reader', capture: null },
    ]);
    const capture = {
      device: 'reader',
      path: '/data/1.jsonl',
      state: 'running',
      bytes: 0,
      since: 5,
    } as const;
    say(far, { type: 'capture', capture });
    expect(line.captures().get('reader')).toEqual(capture);
    far.hangUp();
    expect(line.captures().get('reader')?.state).toBe('device_gone');
  });

  it('keeps how a device was recognised', () => {
    const { line, far } = openLine();
    const detection = {
      device: 'reader',
      verdict: 'undecided',
      reason: 'ambiguous',
      family: null,
      line: null,
      candidates: [{ family: 'cas', score: 0.5, reason: 'heard', detail: 'a form ×2' }],
    } as const;
    say(far, { type: 'detection', detection: { ...detection, candidates: [...detection.candidates] } });
    expect(line.detections().get('reader')).toEqual(detection);
  });

  it('lets a simulated far end be driven', () => {
    const { line, far } = openLine();
    far.take();
    line.simulate('reader', 'hold', { code: '1' });
    expect(far.take()).toEqual([{ type: 'simulate', device: 'reader', action: 'hold', args: { code: '1' } }]);
  });
});
