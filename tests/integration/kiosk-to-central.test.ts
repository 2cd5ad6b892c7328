import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { createPinVerifier } from '../../central/auth/pin-verifier.ts';
import { setMemberPin } from '../../central/flows/set-member-pin.ts';
import { createPgliteFolder } from '../support/central/pglite-folder.ts';
import {
  startTestCentral,
  TEST_GYM,
  TEST_PAIRING_CODE,
  type TestCentral,
} from '../support/central/test-central.ts';
import { startHeadlessKiosk, type HeadlessKiosk } from '../support/headless-kiosk.ts';
import { createPseudoTerminal, type PseudoTerminal } from '../support/pseudo-terminal.ts';
import { waitFor } from '../support/wait-for.ts';

const CARD = '0008075634';
const CARD_FRAME = Buffer.from('0236463030374233393732354603', 'hex');
const PIN = '4711';

let door: PseudoTerminal | null = null;
let kiosk: HeadlessKiosk | null = null;
let central: TestCentral | null = null;

afterEach(async () => {
  await kiosk?.stop();
  await door?.unplug();
  await central?.close();
  kiosk = door = central = null;
});

async function startKiosk(centralUrl: string): Promise<HeadlessKiosk> {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-central-'));
  door = await createPseudoTerminal(folder, 'tty');
  kiosk = await startHeadlessKiosk(folder, {
    gym_id: TEST_GYM,
    timezone: 'Europe/Berlin',
    central_url: centralUrl,
    pairing_code: TEST_PAIRING_CODE,
    devices: [{ id: 'door', family: 'rdm6300', transport: { type: 'serial', path: door.path } }],
    members: [{ member_number: '1001', first_name: 'Ada', cards: [CARD], weight_kg: 65 }],
  });
  await waitFor(
    () => kiosk?.of('device').some(({ state }) => state === 'ready') ?? false,
    'the reader is ready',
  );
  return kiosk;
}

function pending(dataDir: string): number {
  const db = new Database(join(dataDir, 'kiosk.db'), { readonly: true });
  try {
    return (
      db.prepare("SELECT count(*) AS pending FROM outbox WHERE state = 'pending'").get() as {
        pending: number;
      }
    ).pending;
  } finally {
    db.close();
  }
}

async function centralCount(sql: string): Promise<number> {
  const rows = (await central!.store.query({ text: sql, values: [] })) as { count: number }[];
  return Number(rows[0]?.count);
}

describe('a kiosk and its central server', () => {
  it('delivers a check-in, and central shows the member the dashboard it makes', async () => {
    central = await startTestCentral(
      { directory: await createPgliteFolder() },
      { clock: { nowMs: Date.now, monotonicMs: () => performance.now() } },
    );
    const { dataDir } = await startKiosk(central.url);
    door!.write(CARD_FRAME);
    await waitFor(() => kiosk!.of('check_in').length === 1, 'the member is checked in');
    await waitFor(() => pending(dataDir) === 0, 'everything is delivered', 30_000);
    expect(
      await centralCount("SELECT count(*)::int AS count FROM facts WHERE kind = 'check_in.accepted'"),
    ).toBe(1);
    expect(await centralCount('SELECT count(*)::int AS count FROM visits')).toBe(1);

    const pinVerifier = createPinVerifier();
    expect(
      await setMemberPin(
        { gymId: TEST_GYM, memberNumber: '1001', pin: PIN },
        { database: central.store, pinVerifier },
      ),
    ).toMatchObject({ ok: true });
    const token = await post(`${central.url}/api/auth/token`, {
      gym_id: TEST_GYM,
      member_number: '1001',
      pin: PIN,
    });
    const memberId = String(token['member_id']);
    const answer = await fetch(`${central.url}/api/dashboard/${memberId}`, {
      headers: { authorization: `Bearer ${String(token['access_token'])}` },
    });
    expect(answer.status).toBe(200);
    const dashboard = (await answer.json()) as {
      profile_summary: { first_name: string; visits_total: number };
    };
    expect(dashboard.profile_summary).toMatchObject({ first_name: 'Ada', visits_total: 1 });
  });

  it('delivers within seconds after a proxy brought one request twice and handed back the second answer', async () => {
    central = await startTestCentral(
      { directory: await createPgliteFolder() },
      { clock: { nowMs: Date.now, monotonicMs: () => performance.now() } },
    );
    const proxy = await startDoublingProxy(central.url);
    const { dataDir } = await startKiosk(proxy.url);
    await waitFor(() => pending(dataDir) === 0, 'the kiosk is paired and has sent what there was', 30_000);
    proxy.doubleNext();
    door!.write(CARD_FRAME);
    await waitFor(() => proxy.statuses().includes(401), 'central has not taken the same token twice');
    await waitFor(() => pending(dataDir) === 0, 'everything is delivered', 30_000);
    expect(
      await centralCount("SELECT count(*)::int AS count FROM facts WHERE kind = 'check_in.accepted'"),
    ).toBe(1);
  });

  it('works on while central is away, talks rubbish or breaks off, and delivers when it is back', async () => {
    const { server, url, port, heard } = await startRubbish();
    const { dataDir } = await startKiosk(url);
    door!.write(CARD_FRAME);
    await waitFor(
      () => kiosk!.of('check_in').length === 1,
      'the member is checked in although central is useless',
    );
    await waitFor(() => heard.count >= 2, 'the kiosk has tried');
    const queued = pending(dataDir);
    expect(queued).toBeGreaterThanOrEqual(4);
    await new Promise((resolve) => server.close(resolve));
    central = await startTestCentral(
      { directory: await createPgliteFolder() },
      { port, clock: { nowMs: Date.now, monotonicMs: () => performance.now() } },
    );
    await waitFor(
      () => pending(dataDir) === 0,
      'everything is delivered once central is itself again',
      60_000,
    );
    expect(await centralCount('SELECT count(*)::int AS count FROM facts')).toBe(queued);
    expect(await centralCount('SELECT count(*)::int AS count FROM visits')).toBe(1);
  });
});

async function post(url: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}

/** Answers everything with a captive portal's page, or hangs up. */
async function startRubbish(): Promise<{
  server: Server;
  url: string;
  port: number;
  heard: { count: number };
}> {
  const heard = { count: 0 };
  const server = createServer((request, response) => {
    heard.count += 1;
    if (heard.count % 2 === 0) request.socket.destroy();
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please accept our terms</html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { server, url: `http://127.0.0.1:${port}`, port, heard };
}

/** Passes requests on; one of them twice, with the answer to the second. */
async function startDoublingProxy(target: string) {
  const statuses: number[] = [];
  let isDoubling = false;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    // Once central is gone the proxy hangs up.
    request.on('end', () => void forward().catch(() => request.socket.destroy()));
    const forward = async (): Promise<void> => {
      const pass = () =>
        fetch(`${target}${request.url}`, {
          method: request.method ?? 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: request.headers.authorization ?? '',
          },
          ...(request.method === 'GET' ? {} : { body: Buffer.concat(chunks) }),
        });
      // What the kiosk only reads is no delivery.
      const isDelivery = request.method === 'POST';
      if (isDoubling && isDelivery) {
        isDoubling = false;
        await (await pass()).arrayBuffer();
      }
      const answer = await pass();
      if (isDelivery) statuses.push(answer.status);
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(Buffer.from(await answer.arrayBuffer()));
    };
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    statuses: () => statuses,
    doubleNext: () => void (isDoubling = true),
  };
}
