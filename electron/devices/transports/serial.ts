import { SerialPortStream } from '@serialport/stream';
import { fail, ok } from '../../../shared/base/result.ts';
import type { SerialBinding, SerialSettings } from './serial-binding.ts';
import type { Line, LineCode, OpenLine } from './transport.ts';

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
  return (events) =>
    new Promise((resolve) => {
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
      let gone = false;
      const lose = (code: LineCode): void => {
        if (gone) return;
        gone = true;
        events.lost(code);
      };
      // Without this listener a late write error of a vanished port would end the process.
      stream.on('error', () => lose('unplugged'));
      stream.on('close', () => lose('unplugged'));
      stream.on('data', (chunk: Uint8Array) => {
        if (!gone) events.received(chunk);
      });
      stream.open((error) => {
        if (error !== null && error !== undefined) {
          gone = true;
          resolve(fail(serialErrorCode(error), error.message));
          return;
        }
        resolve(ok(lineOver(stream, () => (gone = true))));
      });
    });
}

function lineOver(stream: SerialPortStream, leave: () => void): Line {
  return {
    write(bytes) {
      if (stream.writableLength + bytes.length > MAX_WRITE_QUEUE_BYTES) return false;
      // The stream may keep the chunk queued after this returns, so it gets its own copy.
      stream.write(Buffer.from(bytes));
      return true;
    },
    close() {
      leave();
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
    },
  };
}
