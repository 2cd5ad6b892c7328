import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stageCentral } from '../../scripts/dist/central-package.mjs';
import { createSharedDatabase } from '../support/central/shared-postgresql.ts';
import { TEST_SECRET } from '../support/central/test-secret.ts';

/** The server as it is unpacked on a machine that has neither the checkout nor a Node of its own. */
let folder: string;
let home: string;
let server: ChildProcess;
let settings: Record<string, string>;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Nothing of this process reaches the package but the clock of the run. */
const environment = (): Record<string, string> => ({
  PATH: '/usr/bin:/bin',
  CENTRAL_ENV: settings['file']!,
  KIOSK_DATA_DIR: home,
});

function command(name: string, ...args: string[]): Promise<{ status: number; said: string }> {
  return new Promise((resolve) => {
    execFile(join(folder, 'bin', name), args, { env: environment(), cwd: home }, (error, stdout, stderr) =>
      resolve({ status: error === null ? 0 : Number(error.code), said: stdout + stderr }),
    );
  });
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'central-home-'));
  folder = join(mkdtempSync(join(tmpdir(), 'central-package-')), 'training-club-central');
  stageCentral(folder, '9.9.9');
  settings = { file: join(home, 'central.env') };
  const lines = {
    DATABASE_URL: await createSharedDatabase(),
    CENTRAL_SECRET: TEST_SECRET,
    PORT: String(await freePort()),
    MAIL_FROM: '"Iron Yard <no-reply@gym.example>"',
  };
  const text = Object.entries(lines).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(settings['file']!, text.join(''));
  server = spawn(join(folder, 'bin', 'training-club-central'), [], {
    env: environment(),
    cwd: home,
    stdio: 'ignore',
  });
});

afterAll(async () => {
  if (server.exitCode === null && server.signalCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
  rmSync(home, { recursive: true, force: true });
});

describe('the package of the central server', () => {
  it('starts from its own files and says when server and database are well', async () => {
    expect(await command('training-club-central-healthy', '60')).toEqual({ status: 0, said: '' });
  });

  it('lets its operator in beside the running server', async () => {
    const { status, said } = await command('training-club-central', 'pairing-code');
    expect({ status, ok: (JSON.parse(said) as { ok: boolean }).ok }).toEqual({ status: 0, ok: true });
  });

  it('ends with 78 and one line where a setting is wrong, so that nobody starts it again and again', async () => {
    writeFileSync(join(home, 'wrong.env'), 'PORT=eighty\n');
    const wrong = spawn(join(folder, 'bin', 'training-club-central'), [], {
      env: { ...environment(), CENTRAL_ENV: join(home, 'wrong.env') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    wrong.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [status] = (await once(wrong, 'close')) as [number];
    expect(status).toBe(78);
    expect(said.trim()).toMatch(/^central cannot start: PORT: .+$/);
  });

  it('says within its patience that a server is not well', async () => {
    writeFileSync(join(home, 'other.env'), `PORT=${await freePort()}\n`);
    settings['file'] = join(home, 'other.env');
    expect(await command('training-club-central-healthy', '0')).toMatchObject({
      status: 1,
      said: expect.stringContaining('ECONNREFUSED') as string,
    });
  });

  it('holds no link, no test and no path of the machine that made it', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => lstatSync(join(folder, file)).isSymbolicLink())).toEqual([]);
    expect(files.filter((file) => /\.test\.|^tests\b|^electron\b|^renderer\b/.test(file))).toEqual([]);
    const own = files.filter((file) => /^(?:central|shared|bin)\b.*\.(?:ts|mjs)$/.test(file));
    expect(own.length).toBeGreaterThan(300);
    const checkout = join(import.meta.dirname, '..', '..');
    expect(own.filter((file) => readFileSync(join(folder, file), 'utf8').includes(checkout))).toEqual([]);
  });
});
