import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { SerialPortStream } from '@serialport/stream';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import type { SerialBinding, SerialSettings } from './serial-binding.ts';
import type { Line, LineCode, LineEvents, LineSettings, OpenLine } from './transport.ts';

/**
 * Most bytes waiting to be written. The longest thing any driver says is a start-up dialogue of
 * some dozen messages, well below this; a device that lets more pile up has stopped reading.
 */
export const MAX_WRITE_QUEUE_BYTES = 4_096;
/** Read buffer handed to the operating system: some 350 ms of the fastest line (921,600 baud). */
const READ_BUFFER_BYTES = 32_768;
/** A close that takes longer is hung in the driver; waiting for it would keep the device away. */
const CLOSE_TIMEOUT_MS = 2_000;

/** Maps what the operating system says about a port to a code for staff. */
export function serialErrorCode(error: unknown): LineCode {
  const text = error instanceof Error ? error.message : String(error);
  if (/ENOENT|ENXIO|ENODEV|no such file|no such device|file not found|cannot find/i.test(text))
    return 'port_missing';
  if (/EBUSY|EAGAIN|resource busy|cannot lock|temporarily unavailable|access denied/i.test(text))
    return 'port_busy';
  if (/EACCES|EPERM|permission/i.test(text)) return 'no_permission';
  return 'port_failed';
}

/**
 * Opens a serial port through any binding of the `serialport` family: the native one in the
 * product, a simulated far end in the demo, whatever a test brings.
 * @param binding how to reach the port
 * @param settings path and line settings; the port is opened exclusively
 */
export function createSerialLine(binding: SerialBinding, settings: SerialSettings): OpenLine {
  return async (events) => {
    const opened = await openStream(binding, settings);
    return opened.ok ? ok(lineOver(binding, settings, opened.value, events)) : opened;
  };
}

function openStream(
  binding: SerialBinding,
  settings: SerialSettings,
): Promise<Result<SerialPortStream, LineCode>> {
  return new Promise((resolve) => {
    const stream = new SerialPortStream({
      binding,
      autoOpen: false,
      highWaterMark: READ_BUFFER_BYTES,
      path: settings.path,
      baudRate: settings.baud_rate,
      dataBits: settings.data_bits,
      parity: settings.parity,
      stopBits: settings.stop_bits,
      rtscts: settings.rtscts,
      lock: true,
    });
    // Without a listener a late write error of a vanished port would end the process.
    stream.on('error', () => undefined);
    stream.open((error) =>
      resolve(
        error === null || error === undefined ? ok(stream) : fail(serialErrorCode(error), error.message),
      ),
    );
  });
}

function closeStream(stream: SerialPortStream): Promise<void> {
  return new Promise((resolve) => {
    if (!stream.isOpen) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, CLOSE_TIMEOUT_MS);
    stream.close(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * Holds a port open beside its stream, so that closing the stream is not the last closing: that
 * drops DTR, which restarts some devices, and ends the far end of a pseudo-terminal. Windows opens
 * a port once only; there, and where it fails, nothing is held.
 */
async function holdOpen(path: string): Promise<FileHandle | null> {
  if (process.platform === 'win32') return null;
  const flags = constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK;
  return open(path, flags).catch(() => null);
}

function lineOver(
  binding: SerialBinding,
  openedWith: SerialSettings,
  first: SerialPortStream,
  events: LineEvents,
): Line {
  let stream = first;
  let settings = openedWith;
  let gone = false;
  /** Settings asked for and not in force yet; nothing is written meanwhile. */
  let tunings = 0;
  let tuned: Promise<void> = Promise.resolve();

  const lose = (code: LineCode): void => {
    if (gone) return;
    gone = true;
    events.lost(code);
  };
  const listen = (to: SerialPortStream): void => {
    const loseThis = (): void => {
      if (stream === to && tunings === 0) lose('unplugged');
    };
    to.on('error', loseThis);
    to.on('close', loseThis);
    to.on('data', (chunk: Uint8Array) => {
      if (!gone && stream === to) events.received(chunk);
    });
  };
  listen(first);

  const setBaudRate = (baudRate: number): Promise<boolean> =>
    new Promise((resolve) => {
      stream.update({ baudRate }, (error) => resolve(error === null || error === undefined));
    });

  const openAnew = async (wanted: SerialSettings): Promise<boolean> => {
    const held = await holdOpen(wanted.path);
    await closeStream(stream);
    const opened = gone ? null : await openStream(binding, wanted);
    await held?.close();
    if (opened?.ok !== true) return false;
    stream = opened.value;
    listen(stream);
    if (gone) await closeStream(stream);
    return true;
  };

  const tuneTo = async (wanted: SerialSettings): Promise<void> => {
    if (gone) return;
    const isTuned = !hasSameForm(wanted, settings)
      ? await openAnew(wanted)
      : // Setting a port as it is set already would still drop what is on its way.
        wanted.baud_rate === settings.baud_rate || (await setBaudRate(wanted.baud_rate));
    tunings -= 1;
    settings = wanted;
    if (!isTuned || !stream.isOpen) lose('port_failed');
  };

  return {
    write(bytes) {
      if (tunings > 0 || stream.writableLength + bytes.length > MAX_WRITE_QUEUE_BYTES) return false;
      // The stream may keep the chunk queued after this returns, so it gets its own copy.
      stream.write(Buffer.from(bytes));
      return true;
    },
    tune(wanted) {
      tunings += 1;
      tuned = tuned.then(() => tuneTo({ ...wanted, path: openedWith.path }));
    },
    async close() {
      gone = true;
      await tuned;
      await closeStream(stream);
    },
  };
}

/** Whether the two differ in nothing but the baud rate, which an open port can change. */
function hasSameForm(one: LineSettings, other: LineSettings): boolean {
  return (['data_bits', 'parity', 'stop_bits', 'rtscts'] as const).every((key) => one[key] === other[key]);
}
