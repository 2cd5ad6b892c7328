import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareSigningKeys, SIGNING_KEY_LIFE_MS } from '../../central/auth/signing-keys.ts';
import { createVault } from '../../central/auth/vault.ts';
import type { CentralOptions } from '../../central/start-central.ts';
import { statement } from '../../central/store/database.ts';
import { spawnCentral } from '../support/central/central-process.ts';
import { createPgliteFolder } from '../support/central/pglite-folder.ts';
import {
  startTestCentral,
  storagesUnderTest,
  TEST_GYM,
  TEST_NOW_MS,
} from '../support/central/test-central.ts';
import { createTestKiosk } from '../support/central/test-kiosk.ts';
import {
  expectError,
  MARA,
  openGymWithMembers,
  type GymWithMembers,
} from '../support/central/test-members.ts';
import { signingKeysIn, TEST_SECRET } from '../support/central/test-secret.ts';

const MINUTE_MS = 60_000;

describe.each(storagesUnderTest())('the keys that central signs with on $name', (storageUnderTest) => {
  let gym: GymWithMembers;
  beforeAll(async () => {
    gym = await openGymWithMembers(storageUnderTest);
  });
  afterAll(() => gym.close());

  const rows = () =>
    gym.central.store.query(
      statement<{ key_id: string; wrapped_jwk: string }>('select key_id, wrapped_jwk from signing_keys'),
    );

  test('do not stand in the database as they are, also when they did before', async () => {
    const token = await gym.tokenOf(MARA);
    const [row] = await rows();
    expect(row?.wrapped_jwk).toMatch(/^eyJ[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
    const key = await signingKeysIn(gym.central.store, () => TEST_NOW_MS).current(TEST_GYM);
    const plain = JSON.stringify(key.privateKey.export({ format: 'jwk' }));
    await gym.central.store.query(statement('update signing_keys set wrapped_jwk = $1', [plain]));
    await prepareSigningKeys({ database: gym.central.store, vault: createVault(TEST_SECRET) });
    expect((await rows())[0]?.wrapped_jwk).not.toContain('"d"');
    const again = await signingKeysIn(gym.central.store, () => TEST_NOW_MS).current(TEST_GYM);
    expect(again.keyId).toBe(key.keyId);
    expect((await gym.get(`/api/dashboard/${MARA.id}`, token)).status).toBe(200);
  });

  test('change every month; the one before lets in for half an hour more, and no longer', async () => {
    const { time } = gym.central;
    const keyAt = (nowMs: number) => signingKeysIn(gym.central.store, () => nowMs).current(TEST_GYM);
    const before = await keyAt(TEST_NOW_MS);
    time.nowMs = TEST_NOW_MS + SIGNING_KEY_LIFE_MS;
    const token = await gym.tokenOf(MARA);
    const after = await keyAt(time.nowMs);
    expect(after.keyId).not.toBe(before.keyId);
    const old = await signingKeysIn(gym.central.store, () => time.nowMs).find(TEST_GYM, before.keyId);
    expect(old?.admitsUntilMs).toBe(time.nowMs + 30 * MINUTE_MS);
    expect((await gym.get(`/api/dashboard/${MARA.id}`, token)).status).toBe(200);
    time.nowMs = TEST_NOW_MS;
  });

  test('a kiosk token that was used at one server is refused at another one', async () => {
    const { storage } = gym;
    if (!('databaseUrl' in storage)) return;
    const second = await startTestCentral(storage);
    try {
      const token = await gym.kiosk.sign();
      const push = (url: string): Promise<Response> =>
        fetch(`${url}/api/sync/facts`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: '{}',
        });
      await expectError(await push(gym.central.url), 400, 'invalid_request');
      await expectError(await push(second.url), 401, 'unauthorized');
      const mara = await gym.tokenOf(MARA);
      const there = await fetch(`${second.url}/api/dashboard/${MARA.id}`, {
        headers: { authorization: `Bearer ${mara}` },
      });
      expect(there.status).toBe(200);
    } finally {
      await second.close();
    }
  });
});

describe('the secret of a server on the embedded store', () => {
  let directory = '';
  beforeAll(async () => {
    directory = await createPgliteFolder();
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('is made at the first start, for this account alone, and kept; a token stays used over a restart', async () => {
    const options = { secret: undefined } as unknown as Partial<CentralOptions>;
    const first = await startTestCentral({ directory }, options);
    const path = join(directory, 'central-secret');
    const kept = readFileSync(path, 'utf8');
    expect(kept).toMatch(/^[\w-]{43}\n$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const kiosk = createTestKiosk({ gymId: TEST_GYM, nowMs: () => TEST_NOW_MS });
    expect((await kiosk.pair(first.url, 'TEST-CODE-0001')).status).toBe(200);
    const token = await kiosk.sign();
    const push = (url: string): Promise<Response> =>
      fetch(`${url}/api/sync/facts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{}',
      });
    await expectError(await push(first.url), 400, 'invalid_request');
    await first.close();
    const second = await startTestCentral({ directory }, options);
    expect(readFileSync(path, 'utf8')).toBe(kept);
    await expectError(await push(second.url), 401, 'unauthorized');
    await second.close();
  });

  test('is asked for in one line where another one is given', async () => {
    const started = await spawnCentral({ KIOSK_CENTRAL_DATA_DIR: directory, CENTRAL_SECRET: TEST_SECRET });
    expect(started).toMatchObject({ code: 78 });
    const lines = ('log' in started ? started.log : '').split('\n').filter((line) => !line.startsWith('{'));
    expect(lines).toEqual([
      'central cannot start: CENTRAL_SECRET: is not the one that the keys of this database were wrapped with',
      '',
    ]);
  });
});
