import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { constants } from 'node:zlib';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { MINUTE_MS, SECOND_MS } from '../../shared/base/clock.ts';
import type { Log } from '../../shared/base/log.ts';
import { MAX_IMPORT_BYTES } from '../../shared/contract/central-imports-api.ts';
import { MAX_PUSH_BYTES } from '../../shared/contract/facts.ts';
import { authorise } from './authorise.ts';
import { ApiError, encodeErrorBody, fromHttpLayer, toApiError } from './api-error.ts';
import { CONTRACT_ROUTES, type ContractRoute } from './contract-routes.ts';
import { acceptAnyBody, addUnsubscribePages } from './unsubscribe-pages.ts';
import { generateOpenapiDocument, OPENAPI_PATH } from './openapi-document.ts';
import type { CentralRouter } from './router.ts';
import type { RequestContext } from './request-context.ts';
import type { CallerParts } from '../auth/identify-caller.ts';
import type { UnsubscribeParts } from '../flows/unsubscribe.ts';

/** A client that does not finish its headers in this time is cut off. */
const HEADERS_TIMEOUT_MS = 10 * SECOND_MS;
/** From the first byte of a request to the last byte of its body, and again for the answer. */
const REQUEST_TIMEOUT_MS = 30 * SECOND_MS;
/** A hundred thousand members are minutes of work. */
const IMPORT_TIMEOUT_MS = 10 * MINUTE_MS;
/** How often Node looks for connections that are over those times. */
const TIMEOUT_CHECK_INTERVAL_MS = SECOND_MS;
/** Kiosks keep their connection between pushes; a little above their usual pause. */
const KEEP_ALIVE_TIMEOUT_MS = 15 * SECOND_MS;
/** Kiosks watched at once by the rate limit; the least recently seen makes room. */
const MAX_WATCHED_CALLERS = 10_000;

export interface RateLimits {
  /** Requests a minute from one address: a whole gym may sit behind one. */
  readonly perAddress: number;
  /** Requests a minute from one kiosk: five a second, enough for 2,500 facts a second. */
  readonly perKiosk: number;
  /** Sign-ins and pairings a minute from one address. */
  readonly perAddressSignIn: number;
}

export const DEFAULT_RATE_LIMITS: RateLimits = { perAddress: 3_000, perKiosk: 300, perAddressSignIn: 120 };

/** The one route that mail programs post a form to. */
const UNSUBSCRIBE_PATH = '/api/unsubscribe/{token}';

/** The one answer that may be long: what others said, which packs to a fraction. */
const FEED_PATH = '/api/sync/changes';
/** Of brotli's eleven: the highest that is not slower than reading the facts. */
const PACK_QUALITY = 4;

/** Of one part of an address: the token in a letter's link is the longest. */
const MAX_PARAM_LENGTH = 1_024;

/** Fastify writes path parameters with a colon. */
function fastifyPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function sendError(reply: FastifyReply, error: ApiError): void {
  void reply.code(error.status).headers(error.headers).send(error.body);
}

function createApp({
  trustProxy,
  log,
}: {
  trustProxy: number | string[] | false;
  log: Log;
}): FastifyInstance {
  return Fastify({
    logger: false,
    // So many addresses from the right, where the proxies wrote them; the left is written by the client.
    trustProxy: typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : trustProxy,
    bodyLimit: MAX_PUSH_BYTES,
    // A fact that smuggles a prototype loses that key, so its hash no longer fits and it alone is rejected.
    onProtoPoisoning: 'remove',
    exposeHeadRoutes: false,
    frameworkErrors: (error, _request, reply) => sendError(reply, fromHttpLayer(error, log)),
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    return503OnClosing: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    handlerTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, connectionsCheckingInterval: TIMEOUT_CHECK_INTERVAL_MS },
    clientErrorHandler(error, socket) {
      if (!socket.writable) return;
      const code = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request_timeout' : 'invalid_request';
      const { status, body } = new ApiError(
        code === 'invalid_request' && error.code === 'HPE_HEADER_OVERFLOW' ? 'headers_too_large' : code,
      );
      const text = JSON.stringify(body);
      socket.end(
        `HTTP/1.1 ${status} Error\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
      );
    },
  });
}

async function addProtections(app: FastifyInstance, limits: RateLimits, log: Log): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
  });
  await app.register(compress, {
    global: false,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: PACK_QUALITY } },
  });
  await app.register(rateLimit, {
    global: true,
    max: limits.perAddress,
    timeWindow: MINUTE_MS,
    cache: MAX_WATCHED_CALLERS,
    errorResponseBuilder: (_request, { ttl }) => new ApiError('too_many_requests', { retryAfterMs: ttl }),
  });
  app.setErrorHandler((error, _request, reply) => sendError(reply, fromHttpLayer(error, log)));
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (_request, reply) =>
    sendError(reply, new ApiError('not_found')),
  );
  app.addHook('onRequest', async (request, reply) => {
    // Answers hold health data: nothing on the way may keep them.
    reply.header('cache-control', 'no-store');
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') throw new ApiError('unsupported_media_type');
  });
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, not the address: addresses hold member ids.
    log.debug(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: reply.elapsedTime,
      },
      'answered',
    );
  });
}

/** Counts requests of verified kiosks; the address limit before it counts everybody. */
function createKioskBudget(
  app: FastifyInstance,
  perMinute: number,
): (request: FastifyRequest) => RequestContext['spendKioskBudget'] {
  const kioskOf = new WeakMap<FastifyRequest, string>();
  const check = app.createRateLimit({
    max: perMinute,
    timeWindow: MINUTE_MS,
    keyGenerator: (request) => `kiosk:${kioskOf.get(request) ?? ''}`,
  });
  return (request) => async (kioskId) => {
    kioskOf.set(request, kioskId);
    const outcome = await check(request);
    return !outcome.isAllowed && outcome.isExceeded ? { retryAfterMs: outcome.ttl } : null;
  };
}

function createHandler(router: CentralRouter, log: Log): OpenAPIHandler<RequestContext> {
  return new OpenAPIHandler<RequestContext>(router, {
    customErrorResponseBodyEncoder: encodeErrorBody,
    interceptors: [
      async ({ next, context }) => {
        try {
          return await next();
        } catch (error) {
          const apiError = toApiError(error, log);
          context.setHeaders(apiError.headers);
          throw apiError;
        }
      },
    ],
  });
}

/** Room and time for a file, for those who may send one: asked before the first byte of it is read. */
function forFiles(onRequest: (request: FastifyRequest, reply: FastifyReply) => Promise<void>) {
  return { bodyLimit: MAX_IMPORT_BYTES, handlerTimeout: IMPORT_TIMEOUT_MS, onRequest };
}

/**
 * Builds the HTTP server over the contract: one mounted route for every procedure and one for the
 * OpenAPI document, nothing else. Not listening yet.
 */
export async function createHttpServer({
  router,
  log,
  version,
  limits,
  trustProxy,
  unsubscribing,
  callers,
}: {
  router: CentralRouter;
  log: Log;
  version: string;
  limits: RateLimits;
  trustProxy: number | string[] | false;
  /** What the pages behind a letter's links are made from. */
  unsubscribing: UnsubscribeParts;
  /** By what it is known who may send a file, before the file is read. */
  callers: CallerParts;
}): Promise<FastifyInstance> {
  const app = createApp({ trustProxy, log });
  await addProtections(app, limits, log);
  const budgetFor = createKioskBudget(app, limits.perKiosk);
  const handler = createHandler(router, log);

  const contextOf = (request: FastifyRequest, reply: FastifyReply): RequestContext => ({
    authorization: request.headers.authorization,
    address: request.ip,
    spendKioskBudget: budgetFor(request),
    setHeaders: (headers) => void reply.headers(headers),
  });

  const mount = (scope: FastifyInstance, { method, path, rights }: ContractRoute): void => {
    scope.route({
      method,
      url: fastifyPath(path),
      ...(rights.triesSecret === true ? { config: { rateLimit: { max: limits.perAddressSignIn } } } : {}),
      ...(path === FEED_PATH ? { compress: { threshold: 1_024 } } : {}),
      ...(rights.takesFile === true
        ? forFiles(async (request, reply) => {
            await authorise(rights, null, contextOf(request, reply), callers);
          })
        : {}),
      async handler(request, reply) {
        const { matched } = await handler.handle(request, reply, { context: contextOf(request, reply) });
        if (!matched) sendError(reply, new ApiError('not_found'));
      },
    });
  };
  for (const route of CONTRACT_ROUTES) if (route.path !== UNSUBSCRIBE_PATH) mount(app, route);
  await app.register(async (scope) => {
    acceptAnyBody(scope);
    for (const route of CONTRACT_ROUTES) if (route.path === UNSUBSCRIBE_PATH) mount(scope, route);
    addUnsubscribePages(scope, unsubscribing);
  });
  const document = await generateOpenapiDocument(version);
  app.get(OPENAPI_PATH, async () => document);
  return app;
}
