import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  spawnCentral,
  startCentralProcess,
  type CentralProcess,
} from '../support/central/central-process.ts';
import { createPgliteFolder } from '../support/central/pglite-folder.ts';
import { leftOutStorage, storagesUnderTest } from '../support/central/test-central.ts';
import { createTestKiosk, enrolment } from '../support/central/test-kiosk.ts';
import { waitFor } from '../support/wait-for.ts';

const GYM = 'demo-gym';
const OPERATOR = fileURLToPath(new URL('../../central/operator.ts', import.meta.url));
const SCRIPT = fileURLToPath(new URL('../../scripts/central.mjs', import.meta.url));

interface Outcome {
  readonly status: number | null;
  readonly said: unknown;
  readonly complaint: string;
}

/** Runs the operator's command to its end. */
async function operator(
  environment: Readonly<Record<string, string>>,
  commandLine: readonly string[],
  { input = '', program = OPERATOR, cwd }: { input?: string; program?: string; cwd?: string } = {},
): Promise<Outcome> {
  const child = spawn(process.execPath, [program, ...commandLine], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    ...(cwd === undefined ? {} : { cwd }),
    stdio: 'pipe',
  });
  let [said, complaint] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  // A command that reads nothing may be gone before its input is.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [status] = (await once(child, 'close')) as [number | null];
  expect(said).toMatch(/^$|^\{.*\}\n$/);
  return { status, said: said === '' ? null : JSON.parse(said), complaint };
}

const failed = (code: string, more = {}): object => ({ status: 1, said: { ok: false, code, ...more } });

describe.each(storagesUnderTest())('the operator of a server that runs on $name', (storageUnderTest) => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'central-operator-'));
  let environment: Record<string, string> = {};
  let central: CentralProcess;
  let removeStorage: () => Promise<void> = async () => undefined;
  const kiosk = createTestKiosk({ gymId: GYM, nowMs: () => Date.now() });

  beforeAll(async () => {
    const { storage, remove } = await storageUnderTest.open();
    removeStorage = remove;
    environment =
      'databaseUrl' in storage
        ? { DATABASE_URL: storage.databaseUrl, KIOSK_CENTRAL_DATA_DIR: dataDirectory }
        : { KIOSK_CENTRAL_DATA_DIR: storage.directory };
    central = await startCentralProcess(environment);
  });
  afterAll(async () => {
    await central.end('SIGTERM');
    await removeStorage();
    rmSync(dataDirectory, { recursive: true, force: true });
  });

  /** As in another terminal, which knows the folder and nothing of a database. */
  const beside = (): Record<string, string> => ({
    KIOSK_CENTRAL_DATA_DIR: environment['KIOSK_CENTRAL_DATA_DIR'] ?? '',
  });

  /** What the API answers a member with this PIN. */
  const signIn = async (pin: string): Promise<number> =>
    (
      await fetch(`${central.url}/api/auth/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ gym_id: GYM, member_number: '1001', pin }),
      })
    ).status;

  test('lets a kiosk in, gives a member a PIN and locks the kiosk out, all while it runs', async () => {
    const issued = await operator(beside(), ['pairing-code']);
    expect(issued).toMatchObject({ status: 0, said: { ok: true, gym_id: GYM } });
    expect((await kiosk.pair(central.url, (issued.said as { code: string }).code)).status).toBe(200);
    const enrolled = ['1001', '1002', '1002'].map((number, i) =>
      kiosk.fact(enrolment(`member-${i}`, number)),
    );
    expect((await kiosk.push(central.url, enrolled)).status).toBe(200);

    const setPin = (number: string, pin: string): Promise<Outcome> =>
      operator(beside(), ['set-pin', number], { input: `${pin}\n` });
    expect(await setPin('9999', '4711')).toMatchObject(failed('unknown_member'));
    // The same number and names again is the same person.
    expect(await operator(beside(), ['conflicts'])).toMatchObject({ status: 0, said: { conflicts: [] } });
    expect(await operator(beside(), ['same-person', 'member-1', 'member-9'])).toMatchObject(
      failed('unknown_member'),
    );
    expect(await setPin('1001', '1234')).toMatchObject(failed('weak_pin', { flaw: 'run' }));
    expect(await setPin('1001', 'seven')).toMatchObject(failed('weak_pin', { flaw: 'not_digits' }));
    expect(await setPin('1001', '4711')).toMatchObject({
      status: 0,
      said: { ok: true, member_id: 'member-0' },
    });
    expect(await signIn('4711')).toBe(200);

    expect(await operator(beside(), ['revoke-kiosk', 'no-such'])).toMatchObject(failed('unknown_kiosk'));
    expect(await operator(beside(), ['revoke-kiosk', kiosk.kioskId])).toMatchObject({ status: 0 });
    const refused = await kiosk.push(central.url, [kiosk.fact({ kind: 'dashboard.opened' })]);
    expect(refused.status).toBe(403);
    expect(await operator(beside(), ['pairing-code', '--gym', 'elsewhere'])).toMatchObject(
      failed('unknown_gym'),
    );
  });

  test('makes the first owner, and another gym with an owner of its own', async () => {
    const create = (email: string, password: string, gym = GYM): Promise<Outcome> =>
      operator(beside(), ['create-owner', email, '--gym', gym], { input: `${password}\n` });
    const signIn = async (email: string, password: string, gym = GYM): Promise<number> =>
      (
        await fetch(`${central.url}/api/auth/staff`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ gym_id: gym, email, password }),
        })
      ).status;
    expect(await create('kim', 'a long enough password')).toMatchObject(failed('invalid_email'));
    expect(await create('kim@gym.example', 'short')).toMatchObject(
      failed('weak_password', { detail: 'too_short' }),
    );
    const first = await create('Kim@gym.example', 'a long enough password');
    expect(first).toMatchObject({ status: 0, said: { ok: true, gym_id: GYM, is_new: true } });
    expect(await signIn('kim@gym.example', 'a long enough password')).toBe(200);
    // Who has lost password or phone begins anew.
    const again = await create('kim@gym.example', 'quite another password');
    const { staff_id: staffId } = first.said as { staff_id: string };
    expect(again).toMatchObject({ status: 0, said: { staff_id: staffId, is_new: false } });
    expect(await signIn('kim@gym.example', 'a long enough password')).toBe(401);
    expect(await signIn('kim@gym.example', 'quite another password')).toBe(200);

    const createGym = (zone: string): Promise<Outcome> =>
      operator(beside(), ['create-gym', 'south', '--name', 'Süd', '--timezone', zone, '--locale', 'de']);
    expect(await create('lee@gym.example', 'a long enough password', 'south')).toMatchObject(
      failed('unknown_gym'),
    );
    expect(await createGym('Berlin')).toMatchObject(
      failed('invalid_gym', { detail: 'timezone: an IANA time zone such as Europe/Berlin' }),
    );
    expect(await createGym('Europe/Berlin')).toMatchObject({
      status: 0,
      said: { ok: true, gym_id: 'south' },
    });
    expect(await createGym('Europe/Berlin')).toMatchObject(failed('gym_exists'));
    expect(await create('lee@gym.example', 'a long enough password', 'south')).toMatchObject({ status: 0 });
    expect(await signIn('lee@gym.example', 'a long enough password', 'south')).toBe(200);
    expect(await signIn('lee@gym.example', 'a long enough password')).toBe(401);
  });

  test('is asked for a PIN on a terminal, which shows nothing of it', async () => {
    const command = [process.execPath, OPERATOR, 'set-pin', '1001'].join(' ');
    const terminal = spawn('socat', ['-', `EXEC:${command},pty,setsid,ctty,stderr`], {
      env: { PATH: process.env['PATH'] ?? '', ...beside() },
      stdio: 'pipe',
    });
    let shown = '';
    terminal.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()));
    const ended = once(terminal, 'close');
    await waitFor(() => shown.includes('PIN: '), 'the operator is asked for the PIN');
    terminal.stdin.write('4712\u007f3\r');
    await waitFor(() => shown.includes('}'), 'the operator is told how it went');
    terminal.stdin.end();
    await ended;
    expect(shown).toContain('{"ok":true,"member_id":"member-0"}');
    expect(shown.replace(/\{.*\}/, '')).not.toMatch(/\d/);
    expect(await signIn('4712')).toBe(401);
    expect(await signIn('4713')).toBe(200);
  });

  test('is known by a secret in a file that the account alone can read', async () => {
    const path = join(environment['KIOSK_CENTRAL_DATA_DIR'] ?? '', 'operator-door.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const { port, secret } = JSON.parse(readFileSync(path, 'utf8')) as { port: number; secret: string };
    const body = JSON.stringify({ command: 'pairing-code', argument: '', secret: '', gymId: null });
    const ask = async (authorization: string, text = body): Promise<number> =>
      (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: { authorization }, body: text }))
        .status;
    expect(await ask('')).toBe(401);
    expect(await ask(`Bearer ${secret.slice(1)}`)).toBe(401);
    expect(await ask(`Bearer ${secret}`, '{"command"')).toBe(400);
    expect(await ask(`Bearer ${secret}`)).toBe(200);
    // Behind a proxy there is only the public port, which has no such door.
    const outside = await fetch(`${central.url}/`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body,
    });
    expect(outside.status).toBe(404);
  });

  test('is told in one line that a second server cannot have the same port', async () => {
    const elsewhere = await createPgliteFolder();
    const port = new URL(central.url).port;
    const second = await spawnCentral({ KIOSK_CENTRAL_DATA_DIR: elsewhere, PORT: port });
    rmSync(elsewhere, { recursive: true, force: true });
    expect(second).toMatchObject({ code: 1 });
    const lines = ('log' in second ? second.log : '').split('\n').filter((line) => !line.startsWith('{'));
    expect(lines).toEqual([
      `central cannot start: PORT: 127.0.0.1:${port} is in use: is a central server running already?`,
      '',
    ]);
  });
});

const leftOut = leftOutStorage();
if (leftOut !== null) test(leftOut, () => expect(storagesUnderTest()).toHaveLength(1));

describe('the operator of a server that does not run', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await createPgliteFolder();
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('is told that there is no store yet, and none is made', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'central-operator-'));
    expect(await operator({ KIOSK_CENTRAL_DATA_DIR: empty }, ['pairing-code'])).toMatchObject(
      failed('no_store'),
    );
    expect(await operator({ KIOSK_CENTRAL_DATA_DIR: directory }, ['pairing-code'])).toMatchObject(
      failed('no_store'),
    );
    rmSync(empty, { recursive: true, force: true });
  });

  test('works on the store itself, also after the server was killed, from any folder', async () => {
    const first = await startCentralProcess({ KIOSK_CENTRAL_DATA_DIR: directory });
    await first.end('SIGKILL');
    const issued = await operator({ KIOSK_CENTRAL_DATA_DIR: directory }, ['pairing-code']);
    expect(issued).toMatchObject({ status: 0, said: { ok: true } });
    const parts = directory.split('/');
    const relative = await operator(
      { KIOSK_CENTRAL_DATA_DIR: parts.at(-1) ?? '', INIT_CWD: parts.slice(0, -1).join('/') },
      ['pairing-code'],
      { program: SCRIPT, cwd: '/' },
    );
    expect(relative).toMatchObject({ status: 0, said: { ok: true } });
    const second = await startCentralProcess({ KIOSK_CENTRAL_DATA_DIR: directory });
    const kiosk = createTestKiosk({ gymId: GYM, nowMs: () => Date.now() });
    expect((await kiosk.pair(second.url, (issued.said as { code: string }).code)).status).toBe(200);
    await second.end('SIGTERM');
  });

  test('is told which setting is wrong', async () => {
    const config = join(directory, 'kiosk.json');
    writeFileSync(config, '{"gym_nmae": "x"}');
    expect(
      await operator({ KIOSK_CENTRAL_DATA_DIR: directory, KIOSK_CONFIG: config }, ['pairing-code']),
    ).toMatchObject(failed('bad_config', { detail: `KIOSK_CONFIG: ${config}: gym_nmae: no such setting` }));
    expect(await operator({ DATABASE_URL: 'postgres://127.0.0.1:1/none' }, ['pairing-code'])).toMatchObject(
      failed('storage_unavailable'),
    );
  });

  test.each([
    [[]],
    [['drop-everything']],
    [['revoke-kiosk']],
    [['pairing-code', 'extra']],
    [['same-person', 'one']],
    [['toString']],
    [['create-gym', 'south', '--name', 'South']],
    [['pairing-code', '--name', 'x']],
  ])('is told what there is when the command is %o, and nothing is done', async (commandLine) => {
    const outcome = await operator({ KIOSK_CENTRAL_DATA_DIR: directory }, commandLine);
    expect(outcome).toMatchObject({ status: 64, said: null });
    expect(outcome.complaint).toContain('npm run central -- pairing-code');
  });
});
