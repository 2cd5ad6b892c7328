import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { createCentralFetch } from '../../../../../electron/core/sync/central-fetch.ts';
import {
  createAuthority,
  type Authority,
  type ServerIdentity,
} from '../../../../support/tls/certificates.ts';

const SECRET = JSON.stringify({ pairing_code: 'ABCD-1234', facts: ['somebody weighs 70 kg'] });

let gym: Authority;
let stranger: Authority;
let central: ServerIdentity;
const servers: (Server | TcpServer)[] = [];
/** Everything that a server was told: requests with their bodies. */
let heard: string[] = [];

beforeAll(() => {
  gym = createAuthority();
  stranger = createAuthority();
  central = gym.issue('127.0.0.1');
});

afterEach(() => {
  heard = [];
  for (const server of servers.splice(0)) server.close();
});

async function serve(
  identity: ServerIdentity,
  answer?: { status: number; headers?: Record<string, string> },
) {
  const server = createServer({ key: identity.key, cert: identity.cert }, (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      heard.push(`${request.method} ${body}`);
      response.writeHead(answer?.status ?? 200, { 'content-type': 'application/json', ...answer?.headers });
      response.end('{"said":"central"}');
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const send = (url: string, tls: { ca: string | null; pins: readonly string[] }): Promise<Response> =>
  createCentralFetch(tls)(url, { method: 'POST', body: SECRET, headers: { authorization: 'Bearer token' } });

test('the server that the gym’s own authority vouches for is told, and answers', async () => {
  const answer = await send(await serve(central), { ca: gym.cert, pins: [] });
  expect({ status: answer.status, body: await answer.json() }).toEqual({
    status: 200,
    body: { said: 'central' },
  });
  expect(heard).toEqual([`POST ${SECRET}`]);
});

test('a pinned server is told with its key in use or with the next one', async () => {
  const next = gym.issue('127.0.0.1');
  const tls = { ca: gym.cert, pins: [central.pin, next.pin] };
  expect((await send(await serve(central), tls)).status).toBe(200);
  expect((await send(await serve(next), tls)).status).toBe(200);
});

test('no other server hears one byte of a request', async () => {
  const ca = gym.cert;
  const doors: [string, string, { ca: string | null; pins: readonly string[] }][] = [
    ['another authority', await serve(stranger.issue('127.0.0.1')), { ca, pins: [] }],
    ['another name', await serve(gym.issue('gym.example')), { ca, pins: [] }],
    ['an expired certificate', await serve(gym.issue('127.0.0.1', -1)), { ca, pins: [] }],
    [
      'a key that is not pinned',
      await serve(gym.issue('127.0.0.1')),
      { ca, pins: [central.pin, central.pin] },
    ],
    [
      'an authority that the system does not know',
      await serve(central),
      { ca: null, pins: [central.pin, central.pin] },
    ],
  ];
  for (const [what, url, tls] of doors) {
    const outcome = await send(url, tls).then(
      () => 'answered',
      () => 'refused',
    );
    expect({ what, outcome }).toEqual({ what, outcome: 'refused' });
  }
  expect(heard).toEqual([]);
});

test('without an authority of its own a kiosk trusts those of the system, and them alone', async () => {
  const url = await serve(central);
  await expect(send(url, { ca: null, pins: [] })).rejects.toThrow('fetch failed');
  expect(heard).toEqual([]);
});

test('a captive portal that answers everything in the clear gets nothing', async () => {
  let bytes = '';
  const portal = createTcpServer((socket) => {
    socket.on('data', (chunk) => {
      bytes += chunk.toString('latin1');
      socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<html>Welcome to WiFi</html>');
    });
    socket.on('error', () => undefined);
  });
  servers.push(portal);
  portal.listen(0, '127.0.0.1');
  await once(portal, 'listening');
  const url = `https://127.0.0.1:${(portal.address() as AddressInfo).port}/`;
  await expect(send(url, { ca: gym.cert, pins: [] })).rejects.toThrow('fetch failed');
  expect(bytes).not.toContain('pairing_code');
  expect(bytes).not.toContain('Bearer');
});

test('a redirect is followed nowhere', async () => {
  const elsewhere = createHttpServer((request, response) => {
    heard.push(`elsewhere ${request.url}`);
    response.end();
  });
  servers.push(elsewhere);
  elsewhere.listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  for (const status of [301, 302, 303, 307, 308]) {
    const url = await serve(central, { status, headers: { location } });
    await expect(send(url, { ca: gym.cert, pins: [] })).rejects.toThrow('fetch failed');
  }
  expect(heard.filter((line) => line.startsWith('elsewhere'))).toEqual([]);
});
