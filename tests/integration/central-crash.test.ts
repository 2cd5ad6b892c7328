import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WireFact } from '../../shared/contract/facts.ts';
import { spawnCentral, startCentralProcess } from '../support/central/central-process.ts';
import { createPgliteFolder } from '../support/central/pglite-folder.ts';
import {
  findPostgresql,
  startPostgresql,
  type PostgresqlServer,
} from '../support/central/postgresql-server.ts';
import { leftOutStorage } from '../support/central/test-central.ts';
import { createTestKiosk, type TestKiosk } from '../support/central/test-kiosk.ts';
import { waitFor } from '../support/wait-for.ts';

const GYM = 'demo-gym';
const CODE = 'CRASH-CODE-0001';
const BATCHES = 12;
const FACTS_A_BATCH = 200;

const visit = (kiosk: TestKiosk): WireFact =>
  kiosk.fact({
    kind: 'check_in.accepted',
    memberId: 'member-1',
    payload: { visit_id: randomUUID(), class_id: null, device: 'reader' },
  });

const makeBatches = (kiosk: TestKiosk): WireFact[][] =>
  Array.from({ length: BATCHES }, () => Array.from({ length: FACTS_A_BATCH }, () => visit(kiosk)));

/** Facts of these batches that central says it has. A request without an answer says nothing. */
async function pushAll(kiosk: TestKiosk, url: string, batches: readonly WireFact[][]): Promise<Set<number>> {
  const acknowledged = new Set<number>();
  await Promise.all(
    batches.map(async (batch) => {
      const answer = await kiosk.push(url, batch).catch(() => null);
      if (answer?.status !== 200) return;
      const body = (await answer.json().catch(() => null)) as {
        verdicts: { seq: number; verdict: string }[];
      } | null;
      for (const { seq, verdict } of body?.verdicts ?? []) {
        if (verdict === 'stored' || verdict === 'duplicate') acknowledged.add(seq);
      }
    }),
  );
  return acknowledged;
}

/** Waits until this kiosk's facts are partly stored, so that a crash falls into the middle of a push. */
async function untilSomeStored(client: pg.Client, kioskId: string): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const { rows } = await client.query<{ n: string }>(
      'select count(*) as n from facts where kiosk_id = $1',
      [kioskId],
    );
    if (Number(rows[0]?.n) > 0) return;
    if (performance.now() > deadline) throw new Error('nothing was stored');
  }
}

const bin = findPostgresql();
const leftOut = leftOutStorage();
if (leftOut !== null) test(leftOut, () => expect(bin).toBeNull());

describe.runIf(bin !== null)('a central server on PostgreSQL that is killed', () => {
  let postgresql: PostgresqlServer;
  let databaseUrl: string;

  beforeAll(async () => {
    postgresql = await startPostgresql(bin ?? '');
    databaseUrl = await postgresql.createDatabase();
  });
  afterAll(() => postgresql.remove());

  async function storedSeqs(kioskId: string): Promise<{ facts: number[]; visits: number }> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const facts = await client.query<{ seq: string }>(
      'select seq from facts where kiosk_id = $1 order by seq',
      [kioskId],
    );
    const visits = await client.query<{ n: string }>(
      `select count(*) as n from visits v where v.id in
         (select payload::json ->> 'visit_id' from facts where kiosk_id = $1)`,
      [kioskId],
    );
    await client.end();
    return { facts: facts.rows.map((row) => Number(row.seq)), visits: Number(visits.rows[0]?.n) };
  }

  test.each([1, 2, 3])(
    'in the middle of a push keeps each fact exactly once after the resend (round %i)',
    async (round) => {
      const environment = { DATABASE_URL: databaseUrl, KIOSK_PAIRING_CODE: `${CODE}-${round}` };
      const first = await startCentralProcess(environment);
      const kiosk = createTestKiosk({ gymId: GYM, nowMs: () => Date.now() });
      expect((await kiosk.pair(first.url, environment.KIOSK_PAIRING_CODE)).status).toBe(200);
      const batches = makeBatches(kiosk);
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();

      const pushing = pushAll(kiosk, first.url, batches);
      await untilSomeStored(client, kiosk.kioskId);
      await first.end('SIGKILL');
      const acknowledged = await pushing;
      await client.end();

      const before = await storedSeqs(kiosk.kioskId);
      expect(before.facts).toEqual(expect.arrayContaining([...acknowledged]));
      expect(before.visits).toBe(before.facts.length);

      const second = await startCentralProcess(environment);
      const again = await pushAll(kiosk, second.url, batches);
      expect(again.size).toBe(BATCHES * FACTS_A_BATCH);
      const after = await storedSeqs(kiosk.kioskId);
      expect(after.facts).toEqual(Array.from({ length: BATCHES * FACTS_A_BATCH }, (_, index) => index + 1));
      expect(after.visits).toBe(BATCHES * FACTS_A_BATCH);
      await second.end('SIGTERM');
    },
  );

  test('answers 503 while its database is away and goes on by itself when it is back', async () => {
    const environment = { DATABASE_URL: databaseUrl, KIOSK_PAIRING_CODE: `${CODE}-AWAY` };
    const central = await startCentralProcess(environment);
    const kiosk = createTestKiosk({ gymId: GYM, nowMs: () => Date.now() });
    expect((await kiosk.pair(central.url, environment.KIOSK_PAIRING_CODE)).status).toBe(200);
    const batches = makeBatches(kiosk);

    const pushing = pushAll(kiosk, central.url, batches);
    await postgresql.crashAndRestart();
    await pushing;
    await postgresql.stop();
    const refused = await kiosk.push(central.url, batches[0] ?? []);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await expect(refused.json()).resolves.toMatchObject({ error: { code: 'storage_unavailable' } });
    const health = await fetch(`${central.url}/api/health`);
    expect(health.status).toBe(503);
    await postgresql.start();

    const again = await pushAll(kiosk, central.url, batches);
    expect(again.size).toBe(BATCHES * FACTS_A_BATCH);
    const { facts, visits } = await storedSeqs(kiosk.kioskId);
    expect(facts).toHaveLength(BATCHES * FACTS_A_BATCH);
    expect(visits).toBe(BATCHES * FACTS_A_BATCH);
    expect(await central.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  test('outlives one restart of its database after the other, whatever its connections are busy with', async () => {
    const environment = { DATABASE_URL: databaseUrl, KIOSK_PAIRING_CODE: `${CODE}-RESTARTS` };
    const central = await startCentralProcess(environment);
    const kiosk = createTestKiosk({ gymId: GYM, nowMs: () => Date.now() });
    expect((await kiosk.pair(central.url, environment.KIOSK_PAIRING_CODE)).status).toBe(200);
    let isLoaded = true;
    let isBack: Promise<void> = Promise.resolve();
    const statuses = new Set<number>();
    const load = Promise.all(
      Array.from({ length: 6 }, async () => {
        while (isLoaded) {
          // Few and large: a kiosk may not ask more than 300 times a minute.
          const facts = Array.from({ length: 500 }, () => visit(kiosk));
          const answer = await kiosk.push(central.url, facts);
          await answer.arrayBuffer();
          statuses.add(answer.status);
          if (answer.status !== 200) await isBack;
        }
      }),
    );
    const moreIsStored = async (): Promise<void> => {
      const before = await storedSeqs(kiosk.kioskId);
      await waitFor(
        async () => (await storedSeqs(kiosk.kioskId)).facts.length > before.facts.length,
        'facts are being stored',
      );
    };
    for (let restart = 0; restart < 3; restart += 1) {
      await moreIsStored();
      isBack = postgresql.crashAndRestart();
      await isBack;
    }
    await moreIsStored();
    isLoaded = false;
    await load;
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(await central.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  test('that is started before its database waits for it and says so', async () => {
    await postgresql.stop();
    const starting = startCentralProcess({ DATABASE_URL: databaseUrl, KIOSK_PAIRING_CODE: `${CODE}-EARLY` });
    await postgresql.start();
    const central = await starting;
    expect((await fetch(`${central.url}/api/health`)).status).toBe(200);
    expect(await central.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  test('two servers that start together on an empty database agree on its schema', async () => {
    const fresh = { DATABASE_URL: await postgresql.createDatabase(), KIOSK_PAIRING_CODE: `${CODE}-PAIR` };
    const servers = await Promise.all([startCentralProcess(fresh), startCentralProcess(fresh)]);
    const kiosk = createTestKiosk({ gymId: GYM, nowMs: () => Date.now() });
    expect((await kiosk.pair(servers[0].url, fresh.KIOSK_PAIRING_CODE)).status).toBe(200);
    expect((await kiosk.push(servers[1].url, [visit(kiosk)])).status).toBe(200);
    await Promise.all(servers.map((server) => server.end('SIGTERM')));
  });

  test('a database of a newer program is left untouched', async () => {
    const url = await postgresql.createDatabase();
    const first = await startCentralProcess({ DATABASE_URL: url });
    await first.end('SIGTERM');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("insert into schema_migrations values (9990, 'of-tomorrow', 'x', 0)");
    await client.end();
    const refused = await spawnCentral({ DATABASE_URL: url });
    expect(refused).toMatchObject({ code: 78 });
  });
});

describe('a central server on PGlite', () => {
  const directory = mkdtempSync(join(tmpdir(), 'central-crash-'));
  const environment = { KIOSK_CENTRAL_DATA_DIR: directory, KIOSK_PAIRING_CODE: CODE };
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('comes back with its data after it was killed, and lets no second server in meanwhile', async () => {
    const first = await startCentralProcess(environment);
    expect(first.events[0]).toMatchObject({ event: 'ready', storage: 'pglite' });
    const kiosk = createTestKiosk({ gymId: GYM, nowMs: () => Date.now() });
    expect((await kiosk.pair(first.url, CODE)).status).toBe(200);
    const facts = Array.from({ length: 50 }, () => visit(kiosk));
    expect((await kiosk.push(first.url, facts)).status).toBe(200);
    const other = await spawnCentral(environment);
    expect(other).toMatchObject({ code: 1 });
    expect('log' in other && other.log).toMatch(
      /^central cannot start: \S+ is in use by process \d+: is a central server running already\?\n$/,
    );

    await first.end('SIGKILL');
    const second = await startCentralProcess(environment);
    const answer = (await (await kiosk.push(second.url, facts)).json()) as {
      verdicts: { verdict: string }[];
    };
    expect(answer.verdicts.map(({ verdict }) => verdict)).toEqual(facts.map(() => 'duplicate'));
    expect(await second.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  test('an unpaired gym gets one pairing code, and no other while that one is open', async () => {
    const fresh = await createPgliteFolder();
    const first = await startCentralProcess({ KIOSK_CENTRAL_DATA_DIR: fresh });
    await first.end('SIGTERM');
    expect(first.events.map(({ event }) => event)).toEqual(['ready', 'pairing_code']);
    const kiosk = createTestKiosk({ gymId: GYM, nowMs: () => Date.now() });
    const second = await startCentralProcess({ KIOSK_CENTRAL_DATA_DIR: fresh });
    expect((await kiosk.pair(second.url, String(first.events[1]?.['code']))).status).toBe(200);
    await second.end('SIGINT');
    expect(second.events.map(({ event }) => event)).toEqual(['ready']);
    rmSync(fresh, { recursive: true, force: true });
  });

  test('a setting that does not fit stops the start with a code a supervisor understands', async () => {
    const refused = await spawnCentral({ KIOSK_DEMO_GYM: 'huge' });
    expect(refused).toMatchObject({ code: 78 });
    expect(refused).toMatchObject({
      log: 'central cannot start: KIOSK_DEMO_GYM: members x days, such as 250x540\n',
    });
  });
});
