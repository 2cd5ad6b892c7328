import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { TEST_SECRET } from './test-secret.ts';

const SERVER = fileURLToPath(new URL('../../../central/server.ts', import.meta.url));

export interface CentralProcess {
  readonly url: string;
  /** The lines on standard output so far, parsed. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export interface FailedStart {
  readonly code: number | null;
  readonly log: string;
}

type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** Starts `node central/server.ts` as an operator would and waits for its first line or its end. */
export async function spawnCentral(
  environment: Readonly<Record<string, string>>,
): Promise<CentralProcess | FailedStart> {
  const child = spawn(process.execPath, [SERVER], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', CENTRAL_SECRET: TEST_SECRET, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const events: Readonly<Record<string, unknown>>[] = [];
  const lines = createInterface({ input: child.stdout });
  const allRead = once(lines, 'close');
  const exited = new Promise<Exit>((resolve) => {
    child.once('close', (code, signal) => void allRead.then(() => resolve({ code, signal })));
  });
  const ready = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      events.push(JSON.parse(line) as Readonly<Record<string, unknown>>);
      resolve();
    });
  });
  const early = await Promise.race([ready.then(() => null), exited]);
  if (early !== null) return { code: early.code, log };
  return {
    url: String(events[0]?.['url']),
    events,
    end(signal) {
      child.kill(signal);
      return exited;
    },
  };
}

/** For tests in which the start must succeed. */
export async function startCentralProcess(
  environment: Readonly<Record<string, string>>,
): Promise<CentralProcess> {
  const started = await spawnCentral(environment);
  if ('log' in started) throw new Error(`central did not start: ${started.log}`);
  return started;
}
