import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPgliteFolder } from '../support/central/pglite-folder.ts';
import { sendRaw } from '../support/central/raw-http.ts';
import {
  startTestCentral,
  TEST_GYM,
  TEST_PAIRING_CODE,
  type TestCentral,
} from '../support/central/test-central.ts';
import { createTestKiosk } from '../support/central/test-kiosk.ts';
import { machinePace } from '../support/machine-pace.ts';

let directory: string;
let central: TestCentral;

beforeAll(async () => {
  directory = await createPgliteFolder();
  const limits = { perAddress: 40, perKiosk: 5, perAddressSignIn: 4 };
  central = await startTestCentral({ directory }, { limits, trustProxy: 1 });
});
afterAll(async () => {
  await central.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Asks as if from another address, so that the tests do not spend each other's budget. */
const from = (address: string): Record<string, string> => ({
  'x-forwarded-for': address,
  'content-type': 'application/json',
});

async function expectTooMany(answer: Response | undefined): Promise<void> {
  expect(answer?.status).toBe(429);
  expect(Number(answer?.headers.get('retry-after'))).toBeGreaterThan(0);
  await expect(answer?.json()).resolves.toMatchObject({ error: { code: 'too_many_requests' } });
}

async function askTimes(times: number, ask: () => Promise<Response>): Promise<Response[]> {
  const answers: Response[] = [];
  for (let asked = 0; asked < times; asked += 1) answers.push(await ask());
  return answers;
}

test('an address that asks too often is told when to come back; others are served', async () => {
  const answers = await askTimes(41, () =>
    fetch(`${central.url}/api/health`, { headers: from('198.51.100.1') }),
  );
  expect(answers.slice(0, 40).every(({ status }) => status === 200)).toBe(true);
  await expectTooMany(answers[40]);
  expect((await fetch(`${central.url}/api/health`, { headers: from('198.51.100.2') })).status).toBe(200);
});

test('addresses that are not there count as well', async () => {
  const answers = await askTimes(41, () =>
    fetch(`${central.url}/api/${Math.trunc(performance.now())}`, { headers: from('198.51.100.3') }),
  );
  await expectTooMany(answers[40]);
});

test('secrets may be tried only a few times a minute from one address', async () => {
  const body = JSON.stringify({ gym_id: TEST_GYM, member_number: '1', pin: '1234' });
  const answers = await askTimes(5, () =>
    fetch(`${central.url}/api/auth/token`, { method: 'POST', headers: from('198.51.100.4'), body }),
  );
  expect(answers.slice(0, 4).map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  await expectTooMany(answers[4]);
});

test('a kiosk that sends too fast is held back by its own budget, wherever it sends from', async () => {
  const kiosk = createTestKiosk({ gymId: TEST_GYM, nowMs: () => central.time.nowMs });
  expect((await kiosk.pair(central.url, TEST_PAIRING_CODE)).status).toBe(200);
  let sent = 0;
  const push = async (): Promise<Response> => {
    sent += 1;
    return fetch(`${central.url}/api/sync/facts`, {
      method: 'POST',
      headers: { ...from(`198.51.100.${100 + sent}`), authorization: `Bearer ${await kiosk.sign()}` },
      body: JSON.stringify({
        batch_id: crypto.randomUUID(),
        facts: [kiosk.fact({ kind: 'dashboard.opened' })],
      }),
    });
  };
  const answers = await askTimes(6, push);
  expect(answers.slice(0, 5).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  await expectTooMany(answers[5]);
});

test('headers that never end are cut off after ten seconds, in the one error shape', async () => {
  const startedAt = performance.now();
  const answer = await sendRaw(central.url, 'GET /api/health HTTP/1.1\r\nhost: x\r\nx-slow: ');
  const seconds = (performance.now() - startedAt) / 1_000;
  expect(answer.startsWith('HTTP/1.1 408 ')).toBe(true);
  expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toMatchObject({
    error: { code: 'request_timeout' },
  });
  expect(seconds).toBeGreaterThan(9);
  expect(seconds).toBeLessThan(20 * machinePace());
});

test('headers beyond what any client of ours sends are refused', async () => {
  const answer = await sendRaw(
    central.url,
    `GET /api/health HTTP/1.1\r\nhost: x\r\nx-big: ${'a'.repeat(64_000)}\r\n\r\n`,
  );
  expect(answer.startsWith('HTTP/1.1 431 ')).toBe(true);
  expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toMatchObject({
    error: { code: 'headers_too_large' },
  });
});
