import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { waitFor } from './wait-for.ts';

/** A pseudo-terminal: what is written to the far end comes out of the serial port the kiosk opened. */
export interface Pty {
  /** Path the kiosk is configured with. */
  readonly path: string;
  write(bytes: Uint8Array): Promise<void>;
  /** Pulls the plug: both ends are gone until `plugIn`. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

/** @param path where the kiosk's end appears; the far end is beside it */
export async function openPty(path: string): Promise<Pty> {
  const far = `${path}.far`;
  let socat: ChildProcess | null = null;
  let handle: FileHandle | null = null;
  const plugIn = async (): Promise<void> => {
    socat = spawn('socat', [`pty,raw,echo=0,link=${path}`, `pty,raw,echo=0,link=${far}`], {
      stdio: 'ignore',
    });
    await waitFor(() => existsSync(path) && existsSync(far), 'socat has made the pseudo-terminal');
    handle = await open(far, 'r+');
  };
  const unplug = async (): Promise<void> => {
    await handle?.close();
    handle = null;
    const running = socat;
    socat = null;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGKILL');
    await ended;
    // A killed socat leaves its links behind; a pulled plug leaves no device file.
    rmSync(path, { force: true });
    rmSync(far, { force: true });
  };
  await plugIn();
  return {
    path,
    async write(bytes) {
      if (handle === null) throw new Error('the plug is pulled');
      await handle.write(bytes);
    },
    unplug,
    plugIn,
    close: unplug,
  };
}
