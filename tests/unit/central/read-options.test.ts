import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { InvalidEnvironment, readOptions } from '../../../central/read-options.ts';

const directory = mkdtempSync(join(tmpdir(), 'central-options-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const NOW_MS = 1_000;

test('without any setting central listens on this machine only and keeps its data in the home folder', () => {
  const options = readOptions({}, NOW_MS);
  expect(options).toMatchObject({
    port: 8707,
    trustProxy: false,
    gym: { id: 'demo-gym', timezone: 'Europe/Berlin' },
  });
  expect(options.host).toBeUndefined();
  expect(options.demo).toBeUndefined();
  expect(options.storage).toEqual({ directory: expect.stringMatching(/central$/) as string });
});

test('a database address wins over a folder', () => {
  const storage = readOptions(
    { DATABASE_URL: 'postgresql://db/gym', KIOSK_DATA_DIR: '/data', CENTRAL_SECRET: 's'.repeat(32) },
    NOW_MS,
  ).storage;
  expect(storage).toEqual({ databaseUrl: 'postgresql://db/gym' });
});

test('the data folder of the kiosk has a room for central, unless central is given its own', () => {
  expect(readOptions({ KIOSK_DATA_DIR: '/data' }, NOW_MS).storage).toEqual({ directory: '/data/central' });
  expect(readOptions({ KIOSK_DATA_DIR: '/data', KIOSK_CENTRAL_DATA_DIR: '/own' }, NOW_MS).storage).toEqual({
    directory: '/own',
  });
});

test('a demo gym is as large as asked and ends now, or when asked', () => {
  expect(readOptions({ KIOSK_DEMO_GYM: '250x540' }, NOW_MS).demo).toEqual({
    members: 250,
    days: 540,
    seed: 1,
    nowMs: NOW_MS,
  });
  const pinned = readOptions(
    { KIOSK_DEMO_GYM: '10x30', KIOSK_DEMO_SEED: '7', KIOSK_DEMO_NOW_MS: '5000' },
    NOW_MS,
  );
  expect(pinned.demo).toEqual({ members: 10, days: 30, seed: 7, nowMs: 5_000 });
});

test('the gym is the one in the configuration file', () => {
  const path = join(directory, 'config.json');
  writeFileSync(
    path,
    JSON.stringify({
      gym_id: 'north',
      gym_name: 'North',
      timezone: 'America/New_York',
      locale: 'es',
      demo: { members: 20, days: 60, seed: 3 },
    }),
  );
  const options = readOptions({ KIOSK_CONFIG: path }, NOW_MS);
  expect(options.gym).toEqual({
    id: 'north',
    name: 'North',
    timezone: 'America/New_York',
    language: 'es',
  });
  expect(options.demo).toEqual({ members: 20, days: 60, seed: 3, nowMs: NOW_MS });
});

test.each([
  'https://gym.example',
  'https://gym.example:8443/central',
  'http://127.0.0.1:8080',
  'http://192.168.0.10:8707',
  'http://localhost:8707',
  'http://[::1]:8707',
  'http://kiosk-server',
])('members may reach a server at %s: a gym has no name but a number in its own network', (address) => {
  const mail = { SMTP_URL: 'smtp://user:p%23ss@localhost:2525', MAIL_FROM: 'Gym <no-reply@gym.example>' };
  expect(readOptions({ ...mail, PUBLIC_URL: address }, NOW_MS).mail?.publicUrl).toBe(address);
});

test.each([
  ['1', 1],
  ['2', 2],
  ['0', false],
  ['10.0.0.1', ['10.0.0.1']],
  ['10.0.0.0/8, fd00::1', ['10.0.0.0/8', 'fd00::1']],
])('TRUST_PROXY=%s believes nobody else', (text, trustProxy) => {
  expect(readOptions({ TRUST_PROXY: text }, NOW_MS).trustProxy).toEqual(trustProxy);
});

const broken = join(directory, 'broken.json');
writeFileSync(broken, '{"gym_id": "north",');
const misspelt = join(directory, 'misspelt.json');
writeFileSync(misspelt, '{"gym_nmae": "North"}');
const SMTP = { SMTP_URL: 'smtps://user:secret@mail.example' };

test.each([
  [{ KIOSK_DEMO_GYM: 'large' }, 'KIOSK_DEMO_GYM'],
  [{ KIOSK_DEMO_SEED: '-1' }, 'KIOSK_DEMO_SEED'],
  [{ KIOSK_DEMO_NOW_MS: 'noon' }, 'KIOSK_DEMO_NOW_MS'],
  [{ PORT: '70000' }, 'PORT'],
  [{ PORT: '' }, 'PORT'],
  [{ PORT: '8e3' }, 'PORT'],
  [{ HOST: 'http://0.0.0.0' }, 'HOST'],
  [{ KIOSK_PAIRING_CODE: 'short' }, 'KIOSK_PAIRING_CODE'],
  [{ KIOSK_CONFIG: '/no/such/file.json' }, 'KIOSK_CONFIG: /no/such/file.json: cannot be read (ENOENT)'],
  [{ KIOSK_CONFIG: broken }, `KIOSK_CONFIG: ${broken}: not JSON`],
  [{ KIOSK_CONFIG: misspelt }, `KIOSK_CONFIG: ${misspelt}: gym_nmae: no such setting`],
  [{ KIOSK_DATA_DIR: '' }, 'KIOSK_DATA_DIR'],
  [{ DATABASE_URL: '' }, 'DATABASE_URL'],
  [{ DATABASE_URL: 'mysql://user:secret@db/gym' }, 'DATABASE_URL'],
  [{ DATABASE_URL: 'postgres://user:sec#ret@db/gym' }, 'DATABASE_URL'],
  [{ SMTP_URL: 'http://user:secret@mail.example' }, 'SMTP_URL'],
  [{ SMTP_URL: 'smtps://user:sec/ret@mail.example' }, 'SMTP_URL'],
  [{ DATABASE_URL: 'postgres://db/gym' }, 'CENTRAL_SECRET: is needed with DATABASE_URL'],
  [{ CENTRAL_SECRET: 'a secret that is short' }, 'CENTRAL_SECRET: at least 32 characters'],
  [SMTP, 'SMTP_URL: also needs MAIL_FROM'],
  [{ ...SMTP, MAIL_FROM: 'gym@gym.example' }, 'SMTP_URL: also needs PUBLIC_URL'],
  [{ MAIL_FROM: 'nobody' }, 'MAIL_FROM'],
  [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY'],
  [{ TRUST_PROXY: 'all' }, 'TRUST_PROXY'],
  [{ TRUST_PROXY: '0.0.0.0/0' }, 'TRUST_PROXY'],
  [{ PUBLIC_URL: 'gym.example' }, 'PUBLIC_URL'],
  [{ PUBLIC_URL: 'ftp://gym.example' }, 'PUBLIC_URL'],
  [{ PUBLIC_URL: 'https://user:secret@gym.example' }, 'PUBLIC_URL'],
])('a setting that does not fit (%o) is one line that begins with its name', (environment, named) => {
  let said: unknown;
  try {
    readOptions(environment, NOW_MS);
  } catch (error) {
    said = error;
  }
  expect(said).toBeInstanceOf(InvalidEnvironment);
  const { message } = said as InvalidEnvironment;
  expect(message).toMatch(/^[A-Z_]+: [^\r\n]+$/);
  expect(message.startsWith(named)).toBe(true);
  expect(message).not.toMatch(/sec.?ret/);
});
