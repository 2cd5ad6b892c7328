import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOf } from '../support/devices/framing.ts';
import { startDevicesProcess, type DevicesProcess } from '../support/devices/devices-process.ts';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { times } from '../support/thorough.ts';
import { waitFor } from '../support/wait-for.ts';
import { joined, strapCorpus } from '../support/devices/strap-corpus.ts';

const PLUGS = times({ gate: 25, thorough: 200 });
const KEY = '0908070605040302';
// Garmin strap 25170, thisisant.com viewthread/7385.
const FIRST = bytesOf('a40e4e0284ffa5e2a5e6ca3c8052627871d6');
const SECOND = bytesOf('a40e4e0204ffa5e6a5eacb3c80526278715f');
const THIRD = bytesOf('a40e4e0284ffa5eaa5eecc3c8052627871d0');
// Card 0008075634, EEVblog.
const CARD = bytesOf('0236463030374233393732354603');

let folder: string;
let devices: DevicesProcess;
let cable: PseudoTerminal;

const stick = (path: string) => ({
  id: 'stick',
  family: 'ant',
  transport: { type: 'serial', path },
  options: { network_key: KEY },
});
const bpms = (): number[] =>
  devices.readings('stick').flatMap((reading) => (reading.kind === 'heart_rate' ? [reading.bpm] : []));
const ready = (device: string, state: string): Promise<void> =>
  waitFor(() => devices.states(device).at(-1) === state, `${device} is ${state}`);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-devices-'));
  cable = await createPseudoTerminal(folder, 'stick');
  devices = await startDevicesProcess();
});

afterEach(async () => {
  devices.kill();
  await cable.unplug();
  rmSync(folder, { recursive: true, force: true });
});

describe('a stick on a real serial port', () => {
  beforeEach(async () => {
    devices.connect(true);
    devices.send({ type: 'configure', devices: [stick(cable.path)] });
    await ready('stick', 'starting');
  });

  it('is heard although it answers nothing', async () => {
    for (const message of [FIRST, SECOND, THIRD]) cable.write(message);
    await waitFor(() => bpms().length === 3, 'three readings came');
    expect(devices.readings('stick')).toMatchObject([
      { sensor: '25170', sensor_id: '483922', bpm: 60, rr_ms: null },
      { sensor: '25170', bpm: 60, rr_ms: 1_000 },
      { sensor: '25170', bpm: 60, rr_ms: 1_000 },
    ]);
  });

  it('is heard byte by byte', async () => {
    for (const byte of joined([FIRST, SECOND])) cable.write(Uint8Array.of(byte));
    await waitFor(() => bpms().length === 2, 'two readings came');
    expect(bpms()).toEqual([60, 60]);
  });

  it('is opened again when it vanishes in the middle of a message and comes back', async () => {
    cable.write(FIRST);
    await waitFor(() => bpms().length === 1, 'it was heard');
    cable.write(SECOND.subarray(0, 9));
    await cable.unplug();
    await ready('stick', 'lost');
    await cable.plug();
    await ready('stick', 'starting');
    cable.write(THIRD);
    await waitFor(() => bpms().length === 2, 'it was heard again');
    expect(bpms()).toEqual([60, 60]);
  });

  it('survives a flood of noise and then hears every strap of a full floor', async () => {
    const noise = new Uint8Array(64 * 1_024).fill(0x55);
    for (let at = 0; at < noise.length; at += 1_024) cable.write(noise.subarray(at, at + 1_024));
    const corpus = strapCorpus(64, 640, 21);
    for (const frame of corpus) cable.write(frame.bytes);
    await waitFor(() => bpms().length === corpus.length, 'every message was read');
    expect(bpms()).toEqual(corpus.map((frame) => frame.bpm));
    const discarded = devices.said.flatMap((message) => (message.type === 'discarded' ? [message] : []));
    expect(new Set(discarded.map((message) => message.reason))).toEqual(new Set(['framing']));
    expect(discarded.reduce((sum, message) => sum + message.bytes, 0)).toBe(noise.length);
  });

  it('never shows its network key', async () => {
    cable.write(FIRST);
    await waitFor(() => bpms().length === 1, 'it was heard');
    expect(devices.log()).not.toContain(KEY);
    expect(JSON.stringify(devices.said)).not.toContain(KEY);
    expect(devices.log()).not.toContain('STDOUT');
  });
});

describe('the devices process', () => {
  it('gives a core that was killed every reading that it had not committed', async () => {
    devices.connect(false);
    devices.send({ type: 'configure', devices: [stick(cable.path)] });
    await ready('stick', 'starting');
    cable.write(joined([FIRST, SECOND]));
    await waitFor(() => bpms().length === 2, 'two readings came');
    devices.said.length = 0;
    devices.connect(true);
    cable.write(THIRD);
    await waitFor(() => bpms().length === 3, 'three readings came');
    expect(devices.said[0]?.type).toBe('hello');
    expect(
      devices.said.flatMap((each) => (each.type === 'readings' ? each.readings.map((one) => one.seq) : [])),
    ).toEqual([1, 2, 3]);
  });

  it('answers its parent and finishes when asked', async () => {
    devices.connect(true);
    devices.tell({ type: 'ping', n: 42 });
    await waitFor(
      () => devices.toParent.some((message) => message.type === 'pong' && message.n === 42),
      'it answered',
    );
    expect(await devices.drain()).toBe(0);
    expect(devices.toParent.at(-1)).toEqual({ type: 'drained' });
  });

  it('ends when its parent is gone', async () => {
    devices.connect(true);
    devices.send({ type: 'configure', devices: [stick(cable.path)] });
    await ready('stick', 'starting');
    expect(await devices.orphan()).toBe(0);
  });

  it(
    `leaves no open file behind after ${PLUGS} plugs and unplugs`,
    { timeout: 300_000 + PLUGS * 5_000 },
    async () => {
      const card = await createPseudoTerminal(folder, 'door');
      devices.connect(true);
      devices.send({
        type: 'configure',
        devices: [
          { id: 'door', family: 'rdm6300', transport: { type: 'serial', path: card.path }, options: {} },
        ],
      });
      await ready('door', 'ready');
      const openFiles = (): number => readdirSync(`/proc/${devices.pid}/fd`).length;
      let afterTen = 0;
      for (let cycle = 1; cycle <= PLUGS; cycle += 1) {
        // Half of the cables are pulled in the middle of a tag.
        card.write(cycle % 2 === 0 ? CARD : CARD.subarray(0, 7));
        await card.unplug();
        await ready('door', 'lost');
        await card.plug();
        await ready('door', 'ready');
        if (cycle === 10) afterTen = openFiles();
      }
      expect(openFiles()).toBeLessThanOrEqual(afterTen + 2);
      await card.unplug();
    },
  );
});
