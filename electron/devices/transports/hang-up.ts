import { read } from 'node:fs';
import { promisify } from 'node:util';
import type { SerialBinding, SerialBindingPort } from './serial-binding.ts';

/**
 * Linux and macOS answer a read from a terminal that has hung up (the plug was pulled, the other
 * end of a pseudo-terminal closed) with zero bytes. The native binding 13.0 takes that for "nothing
 * yet" and asks again at once, for ever: a core at full load, and the loss is never reported. About
 * one in thirty unplugs ends that way; the others end in an error. This puts a reader in front of
 * the binding that takes zero bytes for the end they are.
 */
const readFile = promisify(read);

/** What the native ports of Linux and macOS have beside the binding interface. */
interface PolledPort extends SerialBindingPort {
  readonly fd: number | null;
  readonly poller: { once(event: 'readable', listener: (error: Error | null) => void): unknown };
}

function isPolled(port: SerialBindingPort): port is PolledPort {
  return 'fd' in port && 'poller' in port;
}

class PortError extends Error {
  /** True when the port was closed from this side, which is no loss. */
  readonly canceled: boolean;
  constructor(message: string, canceled: boolean) {
    super(message);
    this.canceled = canceled;
  }
}

function mustWait(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'EAGAIN' || code === 'EWOULDBLOCK' || code === 'EINTR';
}

async function readPolled(port: PolledPort, buffer: Buffer, offset: number, length: number): Promise<number> {
  for (;;) {
    const { fd } = port;
    if (fd === null) throw new PortError('the port is closed', true);
    try {
      const { bytesRead } = await readFile(fd, buffer, offset, length, null);
      if (bytesRead === 0) throw new PortError('the port has hung up', !port.isOpen);
      return bytesRead;
    } catch (error) {
      if (!mustWait(error)) throw error;
    }
    if (!port.isOpen) throw new PortError('the port is closed', true);
    await new Promise<void>((resolve, reject) => {
      port.poller.once('readable', (error) => (error === null ? resolve() : reject(error)));
    });
  }
}

/** The same binding, whose ports report a hang-up instead of reading from it for ever. */
export function noticingHangUp(binding: SerialBinding): SerialBinding {
  return {
    list: () => binding.list(),
    async open(options) {
      const port = await binding.open(options);
      if (isPolled(port)) {
        port.read = async (buffer, offset, length) => ({
          buffer,
          bytesRead: await readPolled(port, buffer, offset, length),
        });
      }
      return port;
    },
  };
}
