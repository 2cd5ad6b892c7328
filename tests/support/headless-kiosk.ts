import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { waitFor } from './wait-for.ts';

export interface OutputLine {
  readonly event: string;
  readonly [key: string]: unknown;
}

/** `npm run core -- --readings`, without npm: core and devices as plain Node processes. */
export interface HeadlessKiosk {
  readonly dataDir: string;
  /** Process id of the parent of both. */
  readonly pid: number;
  /** SIGKILL to the parent alone; what it started finds out by itself. */
  kill(): void;
  /** Process id of core or of the device process as it runs now; null while there is none. */
  pidOf(name: 'core' | 'devices'): number | null;
  /** Every line of standard output so far, parsed. */
  readonly lines: readonly OutputLine[];
  /** Every line of standard error so far. */
  readonly errors: readonly string[];
  of(event: string): OutputLine[];
  /** SIGTERM, and the exit status it led to. */
  stop(): Promise<number | null>;
  /** The exit status, for a kiosk that ends by itself. */
  readonly ended: Promise<number | null>;
}

const ROOT = join(import.meta.dirname, '..', '..');

export async function startHeadlessKiosk(
  folder: string,
  config: unknown,
  env: Record<string, string> = {},
): Promise<HeadlessKiosk> {
  const kiosk = launchHeadlessKiosk(folder, config, env);
  await waitFor(() => kiosk.of('ready').length > 0, 'the kiosk says that it is ready');
  return kiosk;
}

/** The child of a process that runs a script whose path ends so (Linux). */
function findChild(parent: number, script: string): number | null {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ');
  const found = children.find((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(script);
    } catch {
      // It ended in between.
      return false;
    }
  });
  return found === undefined ? null : Number(found);
}

/** Starts it without waiting; `config` is written to its file as it is when it is text. */
export function launchHeadlessKiosk(
  folder: string,
  config: unknown,
  env: Record<string, string> = {},
): HeadlessKiosk {
  mkdirSync(folder, { recursive: true });
  const configPath = join(folder, 'config.json');
  writeFileSync(configPath, typeof config === 'string' ? config : JSON.stringify(config));
  const dataDir = join(folder, 'data');
  const child = spawn(process.execPath, [join(ROOT, 'electron', 'main', 'headless.ts')], {
    env: {
      ...process.env,
      KIOSK_DATA_DIR: dataDir,
      KIOSK_CONFIG: configPath,
      KIOSK_OUTPUT: 'readings',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: OutputLine[] = [];
  const errors: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(JSON.parse(line) as OutputLine));
  createInterface(child.stderr).on('line', (line) => errors.push(line));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    dataDir,
    pid: child.pid ?? 0,
    kill: () => void child.kill('SIGKILL'),
    pidOf: (name) => (child.pid === undefined ? null : findChild(child.pid, join(name, `${name}.ts`))),
    lines,
    errors,
    of: (event) => lines.filter((line) => line.event === event),
    ended,
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
