import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Reading } from '../../shared/contract/readings.ts';
import { deviceConfigSchema, type DeviceConfig } from '../../shared/contract/kiosk-config.ts';
import { captureLineSchema, type CaptureLine } from './capture.ts';
import { createConnection } from './connection.ts';
import type { FamilyRegistration } from './driver.ts';
import { findFamily } from './family-registry.ts';
import type { TransportListener } from './transports/transport.ts';

/** How often drivers look at their time-outs while a capture plays; as in the live process. */
const TICK_MS = 100;
/** A gap in a capture is played no longer than this: no driver's time-out is longer than two minutes. */
const LONGEST_GAP_MS = 150_000;

export interface ReplayListener {
  reading(reading: Reading): void;
  discarded(reason: string, bytes: number): void;
}

/**
 * Plays what a device once sent through its connection and driver, with the times of the capture.
 * What the driver sends goes nowhere: the far end is a recording.
 * @param lines the capture, oldest first; lines of other devices and of the sending side are passed over
 */
export async function replay(
  config: DeviceConfig,
  registration: FamilyRegistration,
  lines: AsyncIterable<CaptureLine> | Iterable<CaptureLine>,
  listener: ReplayListener,
): Promise<void> {
  let nowMs = 0;
  let port: TransportListener | undefined;
  let tick = (): void => undefined;
  const connection = createConnection({
    config,
    createDriver: registration.createDriver,
    clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
    every(_intervalMs, run) {
      tick = run;
      return () => undefined;
    },
    transport: {
      start: (to) => void (port = to),
      send: () => true,
      tune: () => undefined,
      reopen: () => undefined,
      stop: async () => undefined,
    },
    listener: {
      reading: (reading) => listener.reading(reading),
      discarded: (reason, bytes) => listener.discarded(reason, bytes),
      status: () => undefined,
      detected: () => undefined,
    },
  });
  const passUntil = (atMs: number): void => {
    nowMs = Math.max(nowMs, atMs - LONGEST_GAP_MS);
    for (; nowMs + TICK_MS <= atMs; tick()) nowMs += TICK_MS;
    nowMs = Math.max(nowMs, atMs);
  };
  let opened = false;
  for await (const line of lines) {
    if (line.device !== config.id || line.direction !== 'received') continue;
    if (!opened) {
      nowMs = line.at;
      port?.opened();
      opened = true;
    }
    passUntil(line.at);
    port?.received(Uint8Array.from(Buffer.from(line.hex, 'hex')));
  }
  passUntil(nowMs + LONGEST_GAP_MS);
  await connection.stop();
}

/** Reads a capture file; a line that is none is an error, because a hole would not show in the result. */
export async function* readCapture(path: string): AsyncGenerator<CaptureLine> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line !== '') yield captureLineSchema.parse(JSON.parse(line));
  }
}

async function main(path: string | undefined, device: string | undefined): Promise<void> {
  const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
  if (path === undefined || device === undefined) {
    process.stderr.write(
      'usage: node electron/devices/replay.ts <capture file> <device as in KIOSK_CONFIG, JSON>\n',
    );
    process.exitCode = 64;
    return;
  }
  const config = deviceConfigSchema.parse(JSON.parse(device));
  const registration = config.family === 'auto' ? undefined : findFamily(config.family);
  if (registration === undefined) throw new Error(`no driver for ${config.family}`);
  await replay(config, registration, readCapture(path), {
    reading: (reading) => say({ event: 'reading', ...reading }),
    discarded: (reason, bytes) => say({ event: 'discarded', device: config.id, reason, bytes }),
  });
}

if (import.meta.main) await main(process.argv[2], process.argv[3]);
