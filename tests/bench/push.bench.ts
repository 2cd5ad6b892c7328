import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WireFact } from '../../shared/contract/facts.ts';
import { createPgliteFolder } from '../support/central/pglite-folder.ts';
import { findPostgresql, startPostgresql } from '../support/central/postgresql-server.ts';
import { TEST_GYM, TEST_NOW_MS, TEST_PAIRING_CODE } from '../support/central/test-central.ts';
import { visit, weight } from '../support/central/test-gym-facts.ts';
import { createTestKiosk, type TestKiosk } from '../support/central/test-kiosk.ts';
import { formatRatio, ratioOf } from './pairs.ts';
import { medianAndWorst, ms, type BenchOptions, type BenchTable } from './report.ts';

const FACTS_A_BATCH = 500;
const MEMBERS = 600;
const HOUR_MS = 3_600_000;
/** Batches of 500; the first ones fill caches and plans and are not counted. */
const BATCHES = { quick: 40, long: 200 };
const WARM_UP = 5;
const SERVER = fileURLToPath(new URL('../support/central/push-under-measure.ts', import.meta.url));

interface Batch {
  readonly bare: readonly (readonly unknown[])[];
  readonly request: { readonly body: string; readonly headers: Record<string, string> };
}

/**
 * Facts that a kiosk delivers after a time without a network: signed requests over HTTP, every fact
 * checked, hashed, stored and its rows written; beside the same facts put into a bare table of the same
 * storage by one statement a batch. Both commit batch by batch.
 */
export async function push({ long }: BenchOptions): Promise<BenchTable[]> {
  const batches = long ? BATCHES.long : BATCHES.quick;
  const tables: BenchTable[] = [];
  const directory = await createPgliteFolder();
  try {
    tables.push(await measure('PGlite', directory, batches));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  const bin = findPostgresql();
  if (bin === null) return tables;
  const server = await startPostgresql(bin);
  try {
    tables.push(await measure('PostgreSQL', await server.createDatabase(), batches));
  } finally {
    await server.remove();
  }
  return tables;
}

async function measure(name: string, storage: string, batches: number): Promise<BenchTable> {
  const server = fork(SERVER, [storage]);
  const [url] = (await once(server, 'message')) as [string];
  const kiosk = createTestKiosk({ gymId: TEST_GYM, nowMs: () => TEST_NOW_MS });
  await kiosk.pair(url, TEST_PAIRING_CODE);
  const sessions = Array.from({ length: MEMBERS }, () => randomUUID());
  const bareMs: number[] = [];
  const pushMs: number[] = [];
  for (let index = 0; index < WARM_UP + batches; index += 1) {
    const batch = await prepare(kiosk, busyFloor(kiosk, sessions, index));
    const isPushFirst = index % 2 === 0;
    const first = isPushFirst ? await timePush(url, batch) : await timeBare(server, batch);
    const second = isPushFirst ? await timeBare(server, batch) : await timePush(url, batch);
    if (index < WARM_UP) continue;
    pushMs.push(isPushFirst ? first : second);
    bareMs.push(isPushFirst ? second : first);
  }
  server.send('stop');
  await once(server, 'exit');
  const row = (who: string, samples: readonly number[], share: string) => {
    const { median, worst } = medianAndWorst(samples);
    const aSecond = Math.round((FACTS_A_BATCH * 1_000) / median);
    return {
      name: who,
      values: { 'a batch': ms(median), worst: ms(worst), 'facts a second': aSecond, 'of floor': share },
    };
  };
  return {
    title: `Push, ${batches} batches of ${FACTS_A_BATCH} facts of ${MEMBERS} members, on ${name}`,
    note: "Floor: one statement and a commit a batch into a table of the same columns and keys. Share of the floor's throughput, median of the pairs, with an interval that misses it in one case of twenty. Aim: at least 0.3.",
    rows: [
      row('floor: bare insert', bareMs, '1.00×'),
      row('push over HTTP', pushMs, formatRatio(ratioOf(pushMs, bareMs))),
    ],
  };
}

/** Of five facts three are a strap's minute, one is a check-in and one a weight; each batch two hours after the last. */
function busyFloor(kiosk: TestKiosk, sessions: readonly string[], batch: number): WireFact[] {
  const happenedAtMs = TEST_NOW_MS - (1_000 - batch) * 2 * HOUR_MS;
  return Array.from({ length: FACTS_A_BATCH }, (_, index) => {
    const member = (batch * FACTS_A_BATCH + index) % MEMBERS;
    const memberId = `member-${member}`;
    if (index % 5 === 3) return visit(kiosk, memberId, happenedAtMs);
    if (index % 5 === 4) return weight(kiosk, 70.5, memberId, happenedAtMs);
    const bpm = Buffer.alloc(60, 90 + (index % 80)).toString('base64');
    const startedAt = new Date(happenedAtMs - 60_000).toISOString();
    const payload = { session_id: sessions[member], started_at: startedAt, bpm };
    return kiosk.fact({ kind: 'heart_rate.minute', memberId, payload, happenedAtMs });
  });
}

async function prepare(kiosk: TestKiosk, facts: readonly WireFact[]): Promise<Batch> {
  const column = (of: (fact: WireFact) => unknown): unknown[] => facts.map(of);
  return {
    bare: [
      column((fact) => fact.kiosk_id),
      column((fact) => fact.epoch),
      column((fact) => fact.seq),
      column((fact) => fact.id),
      column((fact) => fact.kind),
      column((fact) => fact.version),
      column((fact) => fact.member_id),
      column((fact) => Date.parse(fact.happened_at)),
      column((fact) => fact.zone),
      column((fact) => JSON.stringify(fact.payload)),
      column((fact) => fact.prev_hash),
      column((fact) => fact.hash),
    ],
    request: {
      body: JSON.stringify({ batch_id: randomUUID(), facts }),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await kiosk.sign()}` },
    },
  };
}

async function timeBare(server: ChildProcess, { bare }: Batch): Promise<number> {
  server.send({ bare });
  const [tookMs] = (await once(server, 'message')) as [number];
  return tookMs;
}

async function timePush(url: string, { request }: Batch): Promise<number> {
  const startedAt = performance.now();
  const answer = await fetch(`${url}/api/sync/facts`, { method: 'POST', ...request });
  const text = await answer.text();
  const tookMs = performance.now() - startedAt;
  if (answer.status !== 200 || text.split('"stored"').length !== FACTS_A_BATCH + 1)
    throw new Error(`${answer.status} ${text.slice(0, 300)}`);
  return tookMs;
}
