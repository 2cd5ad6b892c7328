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
    { DATABASE_URL: 'postgresql://db/gym', KIOSK_DATA_DIR: '/data' },
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
  [{ KIOSK_DEMO_GYM: 'large' }, 'KIOSK_DEMO_GYM'],
  [{ PORT: '70000' }, 'PORT'],
  [{ KIOSK_PAIRING_CODE: 'short' }, 'KIOSK_PAIRING_CODE'],
  [{ KIOSK_CONFIG: '/no/such/file.json' }, '/no/such/file.json'],
])('a setting that does not fit (%o) is named', (environment, named) => {
  expect(() => readOptions(environment, NOW_MS)).toThrow(InvalidEnvironment);
  expect(() => readOptions(environment, NOW_MS)).toThrow(named);
});
