import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPasswordVerifier } from '../../../../central/auth/password-verifier.ts';
import { createPinVerifier } from '../../../../central/auth/pin-verifier.ts';
import { createCommunityReader } from '../../../../central/flows/gym-community.ts';
import { createSignInThrottle } from '../../../../central/auth/sign-in-throttle.ts';
import { createVault } from '../../../../central/auth/vault.ts';
import { createReplayGuard } from '../../../../central/auth/replay-guard.ts';
import { createHttpServer, DEFAULT_RATE_LIMITS } from '../../../../central/http/http-server.ts';
import { createFeedWatch } from '../../../../central/sync/feed-watch.ts';
import { createRouter } from '../../../../central/http/router.ts';
import { StorageUnavailable, type CentralDatabase } from '../../../../central/store/database.ts';
import { createKeptLog } from '../../../support/central/test-central.ts';
import { signingKeysIn, TEST_SECRET } from '../../../support/central/test-secret.ts';

const clock = { nowMs: () => 0, monotonicMs: () => 0 };
const fail = (): Promise<never> => Promise.reject(new StorageUnavailable('switched off'));
const database: CentralDatabase = {
  kind: 'postgresql',
  query: fail,
  script: fail,
  transaction: fail,
  close: () => Promise.resolve(),
};

type Server = Awaited<ReturnType<typeof createHttpServer>>;
let server: Server;

beforeAll(async () => {
  const { log } = createKeptLog();
  const replayGuard = createReplayGuard({ clock, database });
  const signingKeys = signingKeysIn(database, clock.nowMs);
  const router = createRouter({
    database,
    clock,
    newId: () => 'id',
    log,
    signingKeys,
    vault: createVault(TEST_SECRET),
    pinVerifier: createPinVerifier(),
    passwordVerifier: createPasswordVerifier(),
    throttle: createSignInThrottle({ database, clock, vault: createVault(TEST_SECRET) }),
    replayGuard,
    readCommunity: createCommunityReader({ database }),
    feedWatch: createFeedWatch({ database, log }),
    version: '1.2.3',
  });
  server = await createHttpServer({
    router,
    log,
    version: '1.2.3',
    limits: DEFAULT_RATE_LIMITS,
    trustProxy: false,
    unsubscribing: { database, clock, signingKeys },
    callers: { database, clock, signingKeys, replayGuard },
  });
  await server.ready();
});

afterAll(() => server.close());

/** Columns that one level of Fastify's tree takes. */
const INDENT = 4;

/** `GET /api/health`, from Fastify's own tree of what it serves. */
function mountedRoutes(): string[] {
  const parents: string[] = [];
  return server
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', path = '', methods = ''] =
        /^([^/\w]*)(\/\S+)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
      if (path === '') return [];
      const depth = indent.length / INDENT - 1;
      const full = `${parents[depth - 1] ?? ''}${path}`;
      parents[depth] = full;
      if (methods === '') return [];
      return methods.split(', ').map((method) => `${method} ${full.replaceAll(/:(\w+)/g, '{$1}')}`);
    })
    .toSorted();
}

test('the OpenAPI document names exactly the routes that are mounted', async () => {
  const document = (await server.inject('/api/openapi.json')).json<{
    openapi: string;
    info: object;
    paths: Record<string, object>;
  }>();
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(document.info).toEqual({ title: 'Training Club central', version: '1.2.3' });
  const documented = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
  );
  // Pages for people, reached from a letter, are no part of the API.
  const pages = ['GET /unsubscribe/{token}', 'POST /unsubscribe/{token}'];
  expect([...documented, ...pages].toSorted()).toEqual(mountedRoutes());
  expect(documented).toContain('POST /api/sync/facts');
});

test('every route says in the document whether it needs a token, and what its errors look like', async () => {
  const { paths } = (await server.inject('/api/openapi.json')).json<{
    paths: Record<string, Record<string, { security?: unknown; responses: Record<string, unknown> }>>;
  }>();
  const open = Object.entries(paths).filter(([, item]) =>
    Object.values(item).some(({ security }) => JSON.stringify(security) === '[]'),
  );
  expect(open.map(([path]) => path).toSorted()).toEqual([
    '/api/auth/staff',
    '/api/auth/token',
    '/api/health',
    '/api/kiosks/pair',
    '/api/openapi.json',
    // The token in the address is the right to it.
    '/api/unsubscribe/{token}',
  ]);
  for (const operation of Object.values(paths).flatMap((item) => Object.values(item))) {
    expect(operation.responses).toHaveProperty('default');
  }
});

test('a public tool finds nothing wrong with the document', async () => {
  const source = (await server.inject('/api/openapi.json')).body;
  const config = await createConfig({ extends: ['spec'] });
  const problems = await lintFromString({ source, config });
  expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
});

test('no route of the API takes an address to call', async () => {
  const document = (await server.inject('/api/openapi.json')).json<{ paths: object }>();
  expect(JSON.stringify(document.paths)).not.toMatch(/"format":"uri"|callback_url|webhook/);
});

test('without its storage the server says 503 and when to come back, and nothing else', async () => {
  const answer = await server.inject('/api/health');
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['retry-after']).toBe('5');
  expect(answer.json()).toMatchObject({ error: { code: 'storage_unavailable' } });
  expect(answer.body).not.toContain('switched off');
});
