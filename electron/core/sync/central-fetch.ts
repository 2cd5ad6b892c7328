import { createHash, X509Certificate } from 'node:crypto';
import { Agent, request } from 'node:https';
import { pipeline, Readable } from 'node:stream';
import { checkServerIdentity } from 'node:tls';
import { createGunzip } from 'node:zlib';
import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { CentralTls } from '../../../shared/contract/central-tls.ts';

/** Pushes follow each other within seconds; one connection is enough for one kiosk. */
const MAX_SOCKETS = 4;
const IDLE_MS = 15 * SECOND_MS;

/**
 * A `fetch` that knows the server by the gym's own authority or by its key. The server has proven itself
 * before one byte of a request is sent. Redirects are an error, as nothing of ours is anywhere else.
 */
export function createCentralFetch(tls: CentralTls): typeof fetch {
  // The plain one knows the system's authorities.
  if (tls.ca === null && tls.pins.length === 0) return fetch;
  const agent = new Agent({
    keepAlive: true,
    maxSockets: MAX_SOCKETS,
    timeout: IDLE_MS,
    minVersion: 'TLSv1.2',
    ...(tls.ca === null ? {} : { ca: tls.ca }),
    checkServerIdentity(host, certificate) {
      const wrong = checkServerIdentity(host, certificate);
      if (wrong !== undefined || tls.pins.length === 0) return wrong;
      const isPinned = tls.pins.includes(pinOf(certificate.raw));
      return isPinned ? undefined : Object.assign(new Error('another key'), { code: 'ERR_KEY_NOT_PINNED' });
    },
  });
  return (input, init = {}) =>
    new Promise<Response>((resolve, reject) => {
      const fail = (cause: unknown): void => reject(new TypeError('fetch failed', { cause }));
      const headers = Object.fromEntries(new Headers(init.headers).entries());
      const body = typeof init.body === 'string' ? init.body : '';
      const sent = request(
        input instanceof Request ? input.url : input,
        {
          agent,
          method: init.method ?? 'GET',
          headers: { 'accept-encoding': 'gzip', ...headers, 'content-length': Buffer.byteLength(body) },
          ...(init.signal ? { signal: init.signal } : {}),
        },
        (answer) => {
          const status = answer.statusCode ?? 0;
          if (status >= 300 && status < 400) {
            answer.destroy();
            fail(new Error('redirected'));
            return;
          }
          const known = Object.entries(answer.headers).flatMap(([name, value]) =>
            typeof value === 'string' ? [[name, value] as [string, string]] : [],
          );
          const hasBody = status !== 204 && status !== 304;
          const isPacked = answer.headers['content-encoding'] === 'gzip';
          // An error of the line ends the unpacking with it.
          const body = isPacked ? pipeline(answer, createGunzip(), () => undefined) : answer;
          const stream = Readable.toWeb(body) as unknown as ReadableStream<Uint8Array>;
          resolve(new Response(hasBody ? stream : null, { status, headers: known }));
        },
      );
      sent.on('error', (error) => {
        // As `fetch` has it: whoever gave up is told why.
        if (init.signal?.aborted === true) reject(init.signal.reason as Error);
        else fail(error);
      });
      sent.end(body);
    });
}

/** SHA-256 of a certificate's public key (SPKI), base64; what RFC 7469 calls a pin. */
function pinOf(certificate: Buffer): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}
