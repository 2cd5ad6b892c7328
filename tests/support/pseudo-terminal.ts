import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from './wait-for.ts';

/** A pair of pseudo-terminals joined by `socat`: what is written to one end comes out at the other. */
export interface PseudoTerminal {
  /** The end a driver opens, as if it were /dev/ttyUSB0. */
  readonly path: string;
  /** Writes as the device would. */
  write(bytes: Uint8Array): void;
  /** The cable is pulled: both ends vanish. */
  unplug(): Promise<void>;
  /** The cable is put back: the same path appears again. */
  plug(): Promise<void>;
}

/**
 * @param folder where the two ends appear
 * @param name tells several in one folder apart
 * @throws Error when `socat` is not installed
 */
export async function createPseudoTerminal(folder: string, name: string): Promise<PseudoTerminal> {
  const path = join(folder, `${name}-host`);
  const far = join(folder, `${name}-device`);
  // Whoever opens the near end may have another account than the test.
  chmodSync(folder, 0o755);
  let socat: ChildProcess | null = null;
  let descriptor: number | null = null;

  const plug = async (): Promise<void> => {
    const started = spawn('socat', [`pty,raw,echo=0,mode=666,link=${path}`, `pty,raw,echo=0,link=${far}`], {
      stdio: 'ignore',
    });
    socat = started;
    let missing = false;
    started.on('error', () => (missing = true));
    await waitFor(() => missing || (existsSync(path) && existsSync(far)), 'socat has made both ends');
    if (missing) throw new Error('this test needs socat: apt-get install socat');
    descriptor = openSync(far, 'r+');
  };
  await plug();

  return {
    path,
    write(bytes) {
      if (descriptor === null) throw new Error('the cable is not plugged in');
      writeSync(descriptor, bytes);
    },
    async unplug() {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
      const ending = socat;
      socat = null;
      if (ending !== null && ending.exitCode === null && ending.signalCode === null) {
        ending.kill('SIGKILL');
        await once(ending, 'exit');
      }
      rmSync(path, { force: true });
      rmSync(far, { force: true });
    },
    plug,
  };
}
