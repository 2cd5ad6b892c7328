import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { realpath } from 'node:fs/promises';
import type { Clock } from '../../shared/base/clock.ts';
import { MAX_CAPTURE_BYTES } from '../../shared/contract/device-messages.ts';
import { connectToParent } from '../process/parent-line.ts';
import { createCapture, type Capture } from './capture.ts';
import type { CaptureFile } from './device-captures.ts';
import { createDeviceHub } from './device-hub.ts';
import { listHidDevices, listSerialPorts, listWhatCan } from './discovery/list-ports.ts';
import type { DeviceSurroundings } from './open-device.ts';
import { FAMILIES } from './family-registry.ts';
import { createLineLog } from './stderr-log.ts';
import { noticingHangUp } from './transports/hang-up.ts';
import { createHidLine, loadNodeHid } from './transports/hid.ts';
import { createKeyboardSource } from './transports/keyboard.ts';
import { scheduleTimeout } from './transports/transport.ts';

/**
 * Entry of the process that talks to hardware, and the place where its parts are put together. It
 * knows no database, no network and no token, and may die at any time: native serial and HID code
 * does, when a plug is pulled. Its parent starts it again; core gets every reading that it had not
 * acknowledged from a run that lives on.
 */
const clock: Clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const log = createLineLog((line) => process.stderr.write(line), Date.now);

const keyboard = createKeyboardSource({
  onUnheard: () => log.warn({}, 'a typed code came when no device listened to the keyboard any more'),
  onRefused: () => log.warn({}, 'a message from main breaks the contract'),
});

const surroundings: DeviceSurroundings = {
  monotonicMs: () => performance.now(),
  every(intervalMs, run) {
    const timer = setInterval(run, intervalMs);
    return () => clearInterval(timer);
  },
  schedule: scheduleTimeout,
  random: Math.random,
  // Loaded when first needed: a kiosk without serial devices also runs where the native part does not load.
  serialBinding: async () => noticingHangUp((await import('serialport')).SerialPort.binding),
  openHid: (config, wanted, ports) => createHidLine(loadNodeHid, config, wanted, ports),
  listPorts: () =>
    listWhatCan([
      async () => listSerialPorts((await import('serialport')).SerialPort.binding),
      async () => listHidDevices(await loadNodeHid()),
    ]),
  realPath: (path) => realpath(path).catch(() => path),
  openKeyboard: keyboard.openLine,
};

/** Names a file to which everything that travels is written, for finding out why something is read wrongly. */
const capturePath = process.env['KIOSK_DEVICE_CAPTURE'];

/** The file of a capture that staff switch on: must be new, and is for the kiosk's own user. */
async function openCaptureFile(path: string): Promise<CaptureFile> {
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  await once(file, 'open');
  file.on('error', (error) => log.warn({ error: String(error) }, 'the capture cannot be written'));
  return {
    write: (line) => void file.write(line),
    close: () => new Promise((resolve) => file.end(() => resolve())),
  };
}

function openCapture(path: string): Capture {
  const file = createWriteStream(path, { flags: 'a', mode: 0o600 });
  file.on('error', (error) => log.warn({ error: String(error) }, 'the capture cannot be written'));
  return createCapture({
    write: (line) => void file.write(line),
    nowMs: Date.now,
    maxBytes: MAX_CAPTURE_BYTES,
    full: () => log.warn({}, 'the capture is full and was stopped'),
  });
}

const parent = connectToParent();
const capture = capturePath === undefined ? null : openCapture(capturePath);
const hub = createDeviceHub({
  families: FAMILIES,
  runId: randomUUID(),
  clock,
  log,
  surroundings,
  restart: () => void hub.stop().finally(() => process.exit(0)),
  openCapture: openCaptureFile,
  ...(capture === null ? {} : { traffic: capture.traffic }),
});
parent.onPort((peer, port) => {
  if (peer === 'core') hub.coreConnected(port);
  else if (peer === 'main') keyboard.connect(port);
  else port.close();
});
parent.onDrain(() => hub.stop());
// A person's Ctrl-C reaches every process of the terminal; the parent decides in which order they stop.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => void hub.stop().finally(() => process.exit(0)));
parent.ready();
