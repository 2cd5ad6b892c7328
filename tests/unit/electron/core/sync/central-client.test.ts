import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { decodeJwt, importJWK, jwtVerify } from 'jose';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCentralClient } from '../../../../../electron/core/sync/central-client.ts';
import { openKioskKey } from '../../../../../electron/core/sync/kiosk-key.ts';
import type { KioskId } from '../../../../../shared/base/ids.ts';
import { MAX_PUSH_BYTES, type WireFact } from '../../../../../shared/contract/facts.ts';
import { countedIds } from '../../../../support/core/counted-ids.ts';
import { NOON, temporaryDir } from '../../../../support/core/open-test-store.ts';
import { fakeTime } from '../../../../support/devices/fake-time.ts';

const KIOSK = '00000000-0000-7000-8000-00000000abcd' as KioskId;
const GYM = 'gym-1';
const FACT: WireFact = {
  gym_id: GYM,
  kiosk_id: KIOSK,
  epoch: 1,
  seq: 1,
  id: '00000000-0000-7000-8000-000000000001',
  kind: 'dashboard.opened',
  version: 1,
  member_id: null,
  happened_at: '2026-02-18T12:00:00.000Z',
  zone: 'Europe/Berlin',
  payload: {},
  prev_hash: '0'.repeat(64),
  hash: '1'.repeat(64),
};

interface Received {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly body: Record<string, unknown>;
}

/** A real HTTP server that answers as `respond` says, and a client of it. */
async function openClient(
  respond: (...args: [...Parameters<RequestListener>, body: Record<string, unknown>]) => void,
) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const body = JSON.parse(text) as Record<string, unknown>;
      const { method, url: path, headers } = request;
      received.push({ method, path, authorization: headers.authorization, body });
      respond(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const time = fakeTime(NOON);
  const { key } = await openKioskKey(join(temporaryDir(), 'key.json'), { newId: countedIds() });
  const client = createCentralClient({
    url: `${url}/`,
    kioskId: KIOSK,
    gymId: GYM,
    key,
    newId: countedIds(),
    nowMs: time.nowMs,
    fetch,
  });
  return { client, key, received, server, url };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  openClient((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
const errorBody = (code: string) => ({ error: { code, message: 'words nobody reads' } });

describe('pushing facts', () => {
  it('gets the verdicts of the batch that was sent', async () => {
    const { client, received, url } = await openClient((_request, response, body) => {
      const verdicts = [{ epoch: 1, seq: 1, verdict: 'stored' }];
      response.end(JSON.stringify({ batch_id: body['batch_id'], verdicts }));
    });
    expect(await client.push([FACT])).toEqual({ ok: true, value: [{ epoch: 1, seq: 1, verdict: 'stored' }] });
    expect(received).toMatchObject([{ method: 'POST', path: '/api/sync/facts', body: { facts: [FACT] } }]);
    expect(client.url).toBe(url);
  });

  it('proves with every request that it comes from this kiosk', async () => {
    const { client, key, received } = await json(200, {});
    await client.push([FACT]);
    await client.push([FACT]);
    const tokens = received.map(({ authorization }) => authorization?.replace('Bearer ', '') ?? '');
    const publicKey = await importJWK({ ...key.publicKey }, 'EdDSA');
    for (const token of tokens) {
      const { payload, protectedHeader } = await jwtVerify(token, publicKey, {
        audience: 'training-club-central',
        issuer: KIOSK,
        currentDate: new Date(NOON),
      });
      expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: KIOSK });
      expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    }
    expect(new Set(tokens.map((token) => decodeJwt(token).jti)).size).toBe(2);
  });

  it('signs by the clock of a central server that did not take its token because its own is wrong', async () => {
    const centralNow = NOON + 10 * 365 * 86_400_000;
    const { client, received } = await openClient((_request, response, body) => {
      const expires = (decodeJwt(received.at(-1)!.authorization!.slice('Bearer '.length)).exp ?? 0) * 1_000;
      const isTaken = expires > centralNow - 60_000;
      response
        .writeHead(isTaken ? 200 : 401, { date: new Date(centralNow).toUTCString() })
        .end(
          JSON.stringify(isTaken ? { batch_id: body['batch_id'], verdicts: [] } : errorBody('unauthorized')),
        );
    });
    expect(await client.push([FACT])).toMatchObject({ ok: false, code: 'unauthorised' });
    // By the answer's own date its clock is ten years behind; once taken, an older central says no more of it.
    expect(client.notices().clockAheadMs).toBe(NOON - centralNow);
    expect(await client.push([FACT])).toEqual({ ok: true, value: [] });
  });

  it('says what its clock says, and hears how wrong that is and what else is', async () => {
    const alarm = {
      code: 'chain_gap',
      found_at: '2026-02-18T11:00:00.000Z',
      epoch: 1,
      from_seq: 2,
      until_seq: 4,
      amount: null,
    };
    let answeredAtMs = NOON - 17 * 60_000;
    const { client, received } = await openClient((_request, response, body) => {
      const received_at = new Date(answeredAtMs).toISOString();
      response.end(
        JSON.stringify({ batch_id: body['batch_id'], verdicts: [], received_at, alarms: [alarm] }),
      );
    });
    expect(client.notices()).toEqual({ clockAheadMs: null, alarms: [] });
    await client.push([FACT]);
    expect(received[0]?.body).toMatchObject({ sent_at: new Date(NOON).toISOString() });
    expect(client.notices()).toEqual({ clockAheadMs: 17 * 60_000, alarms: [alarm] });
    answeredAtMs = NOON - 20_000;
    await client.push([FACT]);
    expect(client.notices().clockAheadMs).toBeNull();
  });

  it('takes an answer to another batch for nonsense', async () => {
    const { client } = await json(200, { batch_id: '00000000-0000-7000-8000-00000000ffff', verdicts: [] });
    expect(await client.push([FACT])).toMatchObject({ ok: false, code: 'nonsense' });
  });

  for (const [what, body] of [
    ['a captive portal', '<html><body>Please log in</body></html>'],
    ['an empty answer', ''],
    ['another program', '{"status": "ok"}'],
    ['a verdict nobody knows', '{"batch_id": "x", "verdicts": [{"epoch": 1, "seq": 1, "verdict": "fine"}]}'],
    ['half an answer', '{"batch_id": "x", "verd'],
  ] as const) {
    it(`takes ${what} for nonsense`, async () => {
      const { client } = await openClient((_request, response) => response.end(body));
      expect(await client.push([FACT])).toMatchObject({ ok: false, code: 'nonsense' });
    });
  }

  it('reads no more than a mebibyte of an answer', async () => {
    let sent = 0;
    const { client } = await openClient((_request, response) => {
      const chunk = Buffer.alloc(65_536, ' ');
      const more = (): void => {
        while (!response.destroyed && sent < 64 * MAX_PUSH_BYTES) {
          sent += chunk.length;
          if (!response.write(chunk)) return;
        }
      };
      response.on('drain', more);
      more();
    });
    expect(await client.push([FACT])).toMatchObject({ ok: false, code: 'nonsense' });
    expect(sent).toBeLessThan(64 * MAX_PUSH_BYTES);
  });

  it('takes a body that is cut off for nonsense', async () => {
    const { client } = await openClient((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"batch_id"', () => response.destroy());
    });
    expect(await client.push([FACT])).toMatchObject({ ok: false, code: 'nonsense' });
  });

  it('follows no redirect: facts go nowhere else', async () => {
    const elsewhere = await json(200, {});
    for (const status of [301, 302, 303, 307, 308]) {
      const { client } = await json(status, {}, { location: `${elsewhere.url}/api/sync/facts` });
      expect((await client.push([FACT])).ok).toBe(false);
    }
    expect(elsewhere.received).toEqual([]);
  });

  it('tells a server that is not there by the system’s own code', async () => {
    const { client, server } = await json(200, {});
    await new Promise((resolve) => server.close(resolve));
    expect(await client.push([FACT])).toEqual({ ok: false, code: 'unreachable', detail: 'ECONNREFUSED' });
  });

  it('tells a connection that is torn down before an answer as unreachable', async () => {
    const { client } = await openClient((_request, response) => response.destroy());
    expect(await client.push([FACT])).toMatchObject({ ok: false, code: 'unreachable' });
  });

  for (const [status, body, expected] of [
    [401, errorBody('token_expired'), { code: 'unauthorised', detail: 'token_expired' }],
    [403, errorBody('kiosk_revoked'), { code: 'revoked', detail: 'kiosk_revoked' }],
    [403, errorBody('wrong_gym'), { code: 'refused', detail: 'wrong_gym' }],
    [400, errorBody('bad_request'), { code: 'refused', detail: 'bad_request' }],
    [413, errorBody('too_large'), { code: 'refused', detail: 'too_large' }],
    [404, 'not found', { code: 'nonsense', detail: 'HTTP 404' }],
    [403, '<html>blocked</html>', { code: 'nonsense', detail: 'HTTP 403' }],
    [500, errorBody('internal'), { code: 'busy', detail: 'internal' }],
    [502, '<html>bad gateway</html>', { code: 'busy', detail: 'HTTP 502' }],
    [429, errorBody('slow_down'), { code: 'busy', detail: 'slow_down' }],
  ] as const) {
    it(`calls HTTP ${status} ${expected.code}: ${expected.detail}`, async () => {
      const { client } = await json(status, body);
      expect(await client.push([FACT])).toEqual({ ok: false, ...expected });
    });
  }

  for (const [header, retryAfterMs] of [
    ['120', 120_000],
    ['0', 0],
    ['-5', undefined],
    ['soon', undefined],
    // Counted from the answer's own date, below.
    ['Wed, 18 Feb 2026 12:02:30 GMT', 150_000],
    ['Wed, 18 Feb 2026 11:00:00 GMT', 0],
    ['Wed, 99 Feb 2026 12:02:30 GMT', undefined],
    ['2026-02-18T12:02:30Z', undefined],
  ] as const) {
    it(`reads Retry-After ${header} as ${retryAfterMs ?? 'nothing'}`, async () => {
      const { client } = await json(503, errorBody('busy'), {
        'retry-after': header,
        date: 'Wed, 18 Feb 2026 12:00:00 GMT',
      });
      const answer = await client.push([FACT]);
      expect('retryAfterMs' in answer ? answer.retryAfterMs : undefined).toBe(retryAfterMs);
    });
  }

  it('takes no date where the answer does not say when it was given', async () => {
    const { client } = await json(503, errorBody('busy'), {
      'retry-after': 'Wed, 18 Feb 2026 12:02:30 GMT',
      date: 'today',
    });
    expect(await client.push([FACT])).toEqual({ ok: false, code: 'busy', detail: 'busy' });
  });
});

describe('pairing', () => {
  it('hands over the public half of the key and the code', async () => {
    const { client, key, received } = await json(200, { kiosk_id: KIOSK, gym_id: GYM });
    expect(await client.pair('CODE-1234', 'Front door')).toEqual({ ok: true, value: undefined });
    expect(received).toMatchObject([
      {
        path: '/api/kiosks/pair',
        authorization: undefined,
        body: { pairing_code: 'CODE-1234', kiosk_id: KIOSK, name: 'Front door', public_key: key.publicKey },
      },
    ]);
    expect(JSON.stringify(received)).not.toContain('"d"');
  });

  for (const answer of [
    { kiosk_id: 'another', gym_id: GYM },
    { kiosk_id: KIOSK, gym_id: 'another' },
  ]) {
    it(`does not settle for ${JSON.stringify(answer)}`, async () => {
      const { client } = await json(200, answer);
      expect(await client.pair('CODE-1234', 'x')).toMatchObject({ ok: false, code: 'refused' });
    });
  }

  it('tells a code that central does not take', async () => {
    const { client } = await json(422, errorBody('pairing_code_used'));
    expect(await client.pair('CODE-1234', 'x')).toEqual({
      ok: false,
      code: 'refused',
      detail: 'pairing_code_used',
    });
  });
});
