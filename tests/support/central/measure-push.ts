/**
 * Measures how many facts a second central takes in over HTTP, with tokens, checks and effects:
 * `node tests/support/central/measure-push.ts [batches] [requests in flight] [members]`. The server runs in a
 * process of its own; bodies are made beforehand, so that mostly the server is measured.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import {
  storagesUnderTest,
  startTestCentral,
  TEST_GYM,
  TEST_NOW_MS,
  TEST_PAIRING_CODE,
} from './test-central.ts';
import { visit, weight } from './test-gym-facts.ts';
import { createTestKiosk, type TestKiosk } from './test-kiosk.ts';

const FACTS_A_BATCH = 500;
const [batches = 60, inFlight = 2, members = 1] = process.argv.slice(2).map(Number);

/** Of five facts three are a strap's minute, one is a check-in and one a weight: a busy floor. */
function busyFloorBatch(kiosk: TestKiosk, sessionId: string): unknown[] {
  return Array.from({ length: FACTS_A_BATCH }, (_, index) => {
    const memberId = `member-${index % members}`;
    if (index % 5 === 3) return visit(kiosk, memberId);
    if (index % 5 === 4) return weight(kiosk, 70.5, memberId);
    const bpm = Buffer.alloc(60, 90 + (index % 80)).toString('base64');
    const payload = { session_id: sessionId, started_at: new Date(TEST_NOW_MS).toISOString(), bpm };
    return kiosk.fact({ kind: 'heart_rate.minute', memberId: 'member-1', payload });
  });
}

async function serve(storageName: string): Promise<void> {
  const storage = storagesUnderTest().find(({ name }) => name === storageName);
  if (storage === undefined) throw new Error(`no storage ${storageName}`);
  const { storage: choice, remove } = await storage.open();
  const central = await startTestCentral(choice);
  process.send?.(central.url);
  await once(process, 'message');
  await central.close();
  await remove();
  process.disconnect();
}

async function measure(storageName: string): Promise<void> {
  const server = fork(fileURLToPath(import.meta.url), ['serve', storageName]);
  const [url] = (await once(server, 'message')) as [string];
  const kiosk = createTestKiosk({ gymId: TEST_GYM, nowMs: () => TEST_NOW_MS });
  await kiosk.pair(url, TEST_PAIRING_CODE);
  const sessionId = randomUUID();
  const requests = await Promise.all(
    Array.from({ length: batches }, async () => ({
      body: JSON.stringify({ batch_id: randomUUID(), facts: busyFloorBatch(kiosk, sessionId) }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await kiosk.sign()}` },
    })),
  );
  const bytesAFact = (requests[0]?.body.length ?? 0) / FACTS_A_BATCH;
  const queue = [...requests];
  const startedAt = performance.now();
  const worker = async (): Promise<void> => {
    for (let request = queue.pop(); request !== undefined; request = queue.pop()) {
      const answer = await fetch(`${url}/api/sync/facts`, { method: 'POST', ...request });
      const text = await answer.text();
      if (answer.status !== 200 || !text.includes('"stored"')) throw new Error(`${answer.status} ${text}`);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const seconds = (performance.now() - startedAt) / 1_000;
  const factsASecond = Math.round((batches * FACTS_A_BATCH) / seconds);
  process.stdout.write(
    `${JSON.stringify({ storage: storageName, batches, in_flight: inFlight, members, bytes_a_fact: Math.round(bytesAFact), facts_a_second: factsASecond })}\n`,
  );
  server.send('stop');
  await once(server, 'exit');
}

if (process.argv[2] === 'serve') await serve(process.argv[3] ?? '');
else for (const { name } of storagesUnderTest()) await measure(name);
