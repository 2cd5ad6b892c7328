import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { packApp } from '../../../scripts/dist/pack-app.mjs';
import { NOBODY } from './ordinary-account.ts';
import { findElectronRuntime } from '../../../scripts/set-up/electron-runtime.mjs';

/** Packs what is built, into a folder that any account may read. */
export async function packBuiltApp(): Promise<Awaited<ReturnType<typeof packApp>>> {
  const runtime = findElectronRuntime();
  if (runtime === null) throw new Error('no Electron runtime: run "npm test", which sets it up');
  const dist = mkdtempSync(join(tmpdir(), 'kiosk-dist-'));
  chmodSync(dist, 0o755);
  return packApp(runtime, dist);
}

/** A packed kiosk that runs, seen from outside. */
export interface RunningPackage {
  readonly process: ChildProcess;
  readonly dataDir: string;
  /** Lines on standard output so far, parsed. */
  readonly events: Record<string, unknown>[];
  readonly errors: string[];
  /** The exit status, or the signal's name. */
  readonly ended: Promise<number | string>;
}

/** Starts a packed kiosk as an ordinary account, never as root: Chromium has no sandbox then. */
export function startPackage(
  executable: string,
  options: { config?: object; args?: string[]; env?: Record<string, string> } = {},
): RunningPackage {
  const home = mkdtempSync(join(tmpdir(), 'kiosk-home-'));
  const dataDir = join(home, 'data');
  const configPath = join(home, 'kiosk.json');
  writeFileSync(configPath, JSON.stringify(options.config ?? {}), { mode: 0o600 });
  const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (account.uid !== undefined)
    for (const path of [home, configPath]) chownSync(path, account.uid, account.gid);
  const child = spawn(executable, options.args ?? [], {
    cwd: home,
    ...account,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: '/usr/bin:/bin',
      HOME: home,
      DISPLAY: process.env['DISPLAY'] ?? '',
      KIOSK_CONFIG: configPath,
      KIOSK_DATA_DIR: dataDir,
      KIOSK_OUTPUT: 'events',
      ...options.env,
    },
  });
  const events: Record<string, unknown>[] = [];
  const errors: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{')) events.push(JSON.parse(line) as Record<string, unknown>);
  });
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line));
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => {
      rmSync(home, { recursive: true, force: true });
      resolve(signal ?? code ?? 'unknown');
    });
  });
  mkdirSync(join(home, '.config'), { recursive: true });
  if (account.uid !== undefined) chownSync(join(home, '.config'), account.uid, account.gid);
  return { process: child, dataDir, events, errors, ended };
}

/** The paths in an asar archive, and which of them lie beside it. */
export function readArchive(path: string): { path: string; isOutside: boolean }[] {
  const image = readFileSync(path);
  const header = JSON.parse(image.subarray(16, 16 + image.readUInt32LE(12)).toString()) as Folder;
  const walk = (folder: Folder, at: string): { path: string; isOutside: boolean }[] =>
    Object.entries(folder.files).flatMap(([name, entry]) =>
      'files' in entry
        ? walk(entry, `${at}${name}/`)
        : [{ path: `${at}${name}`, isOutside: entry.unpacked === true }],
    );
  return walk(header, '');
}
interface Folder {
  files: Record<string, Folder | { unpacked?: boolean }>;
}

/** Electron's fuses as they stand in an executable: `1` on, `0` off, `r` removed. */
export function readFuses(executable: string): string {
  const image = readFileSync(executable);
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  const at = image.indexOf(sentinel) + sentinel.length;
  return image.subarray(at + 2, at + 2 + (image[at + 1] ?? 0)).toString('latin1');
}

/** All processes below one, with their command lines. */
export function childrenOf(pid: number): { pid: number; command: string }[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === ''
    ? []
    : children.split(' ').flatMap((child) => [
        {
          pid: Number(child),
          command: readFileSync(`/proc/${child}/cmdline`, 'utf8').replaceAll('\0', ' '),
        },
        ...childrenOf(Number(child)),
      ]);
}
