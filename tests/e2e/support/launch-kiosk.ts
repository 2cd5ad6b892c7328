import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { findElectronRuntime } from '../../../scripts/set-up/electron-runtime.mjs';
import { NODE, ROOT } from '../../../scripts/set-up/paths.mjs';
import { asOrdinaryAccount, giveToNobody } from './ordinary-account.ts';

/** A kiosk in a real Electron window, with a data folder of its own. */
export interface RunningKiosk {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataDir: string;
  /** Pids of the processes whose command line mentions all of these words. */
  pidsOf(...words: string[]): Promise<number[]>;
  close(): Promise<void>;
}

/** What a start and a step may take where much else is running; nobody waits for it where not. */
const PATIENCE_MS = 120_000;
export const PORTRAIT = '1080x1920';
export const LANDSCAPE = '1920x1080';

/** Starts the built app as it runs on a gym floor, but for the size of its window. */
export async function launchKiosk(options: {
  config: Record<string, unknown>;
  window?: string;
  env?: Record<string, string>;
  dataDir?: string;
}): Promise<RunningKiosk> {
  const runtime = findElectronRuntime();
  if (runtime === null) throw new Error('no Electron runtime: run "npm test", which sets it up');
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-e2e-'));
  const dataDir = options.dataDir ?? join(folder, 'data');
  const configPath = join(folder, 'config.json');
  writeFileSync(configPath, JSON.stringify(options.config));
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const wrapper = asOrdinaryAccount(folder, runtime.executable, join(ROOT, 'out', 'main', 'main.cjs'));
  if (wrapper !== null) for (const path of [folder, dataDir]) giveToNobody(path);
  const app = await _electron.launch({
    executablePath: wrapper ?? runtime.executable,
    chromiumSandbox: wrapper !== null || process.getuid?.() !== 0,
    args: [
      ...runtime.appArgs,
      // A profile of its own: the kiosk runs once a profile, and another test run may be under way.
      `--user-data-dir=${join(folder, 'profile')}`,
      ...(wrapper === null && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    cwd: ROOT,
    timeout: PATIENCE_MS,
    env: {
      ...inheritedEnvironment(),
      HOME: folder,
      KIOSK_DATA_DIR: dataDir,
      KIOSK_CONFIG: configPath,
      KIOSK_NODE: NODE,
      KIOSK_WINDOW: options.window ?? PORTRAIT,
      KIOSK_TEST: '1',
      ...options.env,
    },
  });
  const page = await app.firstWindow({ timeout: PATIENCE_MS });
  page.setDefaultTimeout(PATIENCE_MS);
  return {
    app,
    page,
    dataDir,
    pidsOf: (...words) => findChildren(app.process(), words),
    async close() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** This process's environment without its gaps. */
export function inheritedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** Descendants of the app, by command line. */
async function findChildren(root: ChildProcess, words: readonly string[]): Promise<number[]> {
  const rows = await runPs();
  const descendants = new Set([root.pid ?? -1]);
  let hasGrown = true;
  while (hasGrown) {
    const before = descendants.size;
    for (const { pid, parent } of rows) if (descendants.has(parent)) descendants.add(pid);
    hasGrown = descendants.size > before;
  }
  return rows
    .filter(({ pid, command }) => descendants.has(pid) && words.every((word) => command.includes(word)))
    .map(({ pid }) => pid);
}

function runPs(): Promise<{ pid: number; parent: number; command: string }[]> {
  return new Promise((resolve, reject) => {
    const ps = spawn('ps', ['-eo', 'pid=,ppid=,args='], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    ps.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    ps.once('error', reject);
    ps.once('close', () =>
      resolve(
        text.split('\n').flatMap((line) => {
          const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
          return match === null
            ? []
            : [{ pid: Number(match[1]), parent: Number(match[2]), command: match[3] ?? '' }];
        }),
      ),
    );
  });
}
