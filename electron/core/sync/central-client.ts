import { z } from 'zod';
import { MINUTE_MS, SECOND_MS } from '../../../shared/base/clock.ts';
import type { KioskId, NewId } from '../../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import {
  centralAlarmSchema,
  factVerdictSchema,
  feedPageSchema,
  MAX_FEED_WAIT_S,
  MAX_PUSH_BYTES,
  type CentralAlarm,
  type FactVerdict,
  type FeedPage,
  type WireFact,
} from '../../../shared/contract/facts.ts';
import type { KioskKey } from './kiosk-key.ts';

/** A clock this far from central's may be why a token is not taken; nearer ones are within its tolerance. */
const CLOCK_IS_WRONG_FROM_MS = 30 * SECOND_MS;
/** A clock that is off by less is not worth a word to staff: requests take their time, too. */
const CLOCK_IS_SAID_FROM_MS = MINUTE_MS;
/** More than central keeps of one kiosk. */
const MAX_ALARMS = 200;
/** A request that takes longer is given up; its outcome is unknown and the facts are sent again. */
const REQUEST_TIMEOUT_MS = 30 * SECOND_MS;

/** A page of the feed as it arrives, unpacked: its last fact may be as large as a push. */
const MAX_PAGE_BYTES = 4 * MAX_PUSH_BYTES;

/** Central waits for news first, and a page is larger than any other answer. */
const FEED_LIMITS = {
  timeoutMs: MAX_FEED_WAIT_S * SECOND_MS + REQUEST_TIMEOUT_MS,
  maxBytes: MAX_PAGE_BYTES,
};

export type CentralFailure =
  /** No connection, or none in time. */
  | 'unreachable'
  /** An answer that is not central's: a captive portal, a proxy's error page, a cut-off body. */
  | 'nonsense'
  /** Central is there but cannot take it now (5xx, 429). */
  | 'busy'
  /** The token or the kiosk is not accepted. */
  | 'unauthorised'
  | 'revoked'
  /** Central understood the request and refuses it whole. */
  | 'refused';

export interface CentralError {
  readonly ok: false;
  readonly code: CentralFailure;
  readonly detail?: string;
  /** How long central asks to be left alone, where it says so. */
  readonly retryAfterMs?: number;
}

/** What central said last about this kiosk, besides its verdicts. */
export interface CentralNotices {
  /** How far this kiosk's clock is ahead of central's, whole minutes away from it; null where it is right, or nobody said. */
  readonly clockAheadMs: number | null;
  readonly alarms: readonly CentralAlarm[];
}

export interface CentralClient {
  readonly url: string;
  push(facts: readonly WireFact[]): Promise<Result<FactVerdict[], CentralFailure> | CentralError>;
  /**
   * What others said after a cursor; null for the beginning. Waits for news where there are none.
   * @param signal gives the request up
   */
  changes(
    since: string | null,
    signal: AbortSignal,
  ): Promise<Result<FeedPage, CentralFailure> | CentralError>;
  pair(pairingCode: string, name: string): Promise<Result<void, CentralFailure> | CentralError>;
  notices(): CentralNotices;
  /** Gives up requests under way, now and later: the kiosk is stopping. */
  abandon(): void;
}

/** What is asked of central. */
interface Asked {
  /** Left out where something is only read. */
  readonly body?: unknown;
  readonly token?: string;
  readonly timeoutMs?: number;
  /** The largest answer that is read. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/** Of an older central too, which says neither what its clock says nor what is wrong. */
const pushAnswerSchema = z.object({
  batch_id: z.string(),
  verdicts: z.array(factVerdictSchema),
  received_at: z.iso.datetime().optional(),
  alarms: z.array(centralAlarmSchema).max(MAX_ALARMS).optional(),
});

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/**
 * The kiosk's view of the central server. Central is trusted no more than any other input: answers
 * are capped, checked against their schema, and redirects are not followed.
 */
export function createCentralClient(deps: {
  url: string;
  kioskId: KioskId;
  gymId: string;
  key: KioskKey;
  newId: NewId;
  nowMs: () => number;
  fetch: typeof fetch;
}): CentralClient {
  const { kioskId, gymId, key, newId, nowMs } = deps;
  const url = deps.url.replace(/\/+$/, '');
  const abandoned = new AbortController();
  /** How far ahead central's clock is, once it did not take a token because of that. */
  let clockOffsetMs = 0;
  let notices: CentralNotices = { clockAheadMs: null, alarms: [] };
  const noteClock = (aheadMs: number): number | null =>
    Math.abs(aheadMs) >= CLOCK_IS_SAID_FROM_MS ? aheadMs : null;

  const newToken = (): Promise<string> => key.sign(kioskId, nowMs() + clockOffsetMs);

  const ask = async <Answer>(
    path: string,
    request: Asked,
    schema: z.ZodType<Answer>,
  ): Promise<{ ok: true; value: Answer } | CentralError> => {
    let response: Response | null = null;
    let text: string;
    try {
      response = await deps.fetch(`${url}${path}`, toInit(request, abandoned.signal));
      text = await readCapped(response, request.maxBytes ?? MAX_PUSH_BYTES);
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError';
      return {
        ok: false,
        code: response === null || isLate ? 'unreachable' : 'nonsense',
        detail: describe(error),
      };
    }
    if (!response.ok) {
      const error = toError(response, text);
      if (error.code === 'unauthorised') {
        clockOffsetMs = offsetOf(response.headers, nowMs());
        notices = { ...notices, clockAheadMs: noteClock(-clockOffsetMs) };
      }
      return error;
    }
    const answer = schema.safeParse(parseJson(text));
    return answer.success
      ? ok(answer.data)
      : { ok: false, code: 'nonsense', detail: 'not the answer of a central server' };
  };

  return {
    url,
    abandon: () => abandoned.abort(),
    notices: () => notices,
    async push(facts) {
      const batchId = newId();
      const body = { batch_id: batchId, sent_at: new Date(nowMs()).toISOString(), facts };
      const answer = await ask('/api/sync/facts', { body, token: await newToken() }, pushAnswerSchema);
      if (!answer.ok) return answer;
      if (answer.value.batch_id !== batchId) return fail('nonsense', 'an answer to another batch');
      const { verdicts, received_at: receivedAt, alarms = [] } = answer.value;
      const clockAheadMs = receivedAt === undefined ? null : noteClock(nowMs() - Date.parse(receivedAt));
      notices = { clockAheadMs, alarms };
      return ok(verdicts);
    },
    async changes(since, signal) {
      const token = await newToken();
      return ask(feedPath(since), { token, ...FEED_LIMITS, signal }, feedPageSchema);
    },
    async pair(pairingCode, name) {
      const answer = await ask(
        '/api/kiosks/pair',
        { body: { pairing_code: pairingCode, kiosk_id: kioskId, name, public_key: key.publicKey } },
        z.object({ kiosk_id: z.string(), gym_id: z.string() }),
      );
      if (!answer.ok) return answer;
      if (answer.value.kiosk_id !== kioskId || answer.value.gym_id !== gymId) {
        return fail('refused', 'central paired another kiosk or gym');
      }
      return ok(undefined);
    },
  };
}

function toInit(
  { body, token, timeoutMs = REQUEST_TIMEOUT_MS, signal }: Asked,
  abandoned: AbortSignal,
): RequestInit {
  return {
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? { method: 'GET' } : { method: 'POST', body: JSON.stringify(body) }),
    redirect: 'error',
    signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), abandoned, ...(signal ? [signal] : [])]),
  };
}

function feedPath(since: string | null): string {
  const query = new URLSearchParams({ wait: String(MAX_FEED_WAIT_S), ...(since === null ? {} : { since }) });
  return `/api/sync/changes?${query.toString()}`;
}

async function readCapped(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new Error('answer too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function toError(response: Response, text: string): CentralError {
  const said = errorSchema.safeParse(parseJson(text));
  const detail = said.success ? said.data.error.code : `HTTP ${response.status}`;
  if (response.status === 429 || response.status >= 500) {
    const retryAfterMs = readRetryAfter(response.headers);
    return { ok: false, code: 'busy', detail, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
  }
  if (!said.success) return { ok: false, code: 'nonsense', detail };
  if (response.status === 401) return { ok: false, code: 'unauthorised', detail };
  if (response.status === 403 && detail === 'kiosk_revoked') return { ok: false, code: 'revoked', detail };
  return { ok: false, code: 'refused', detail };
}

/** IMF-fixdate, the one form of a date that senders of today may use (RFC 9110, 5.6.7). */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * How long to wait by an answer's Retry-After: seconds, or a date (RFC 9110, 10.2.3). A date counts
 * from the answer's own, so that a kiosk whose clock is wrong waits as long as any other.
 * @returns milliseconds; null where nothing is said that can be understood
 */
function readRetryAfter(headers: Headers): number | null {
  const said = headers.get('retry-after') ?? '';
  if (/^\d+$/.test(said)) return Number(said) * SECOND_MS;
  const answeredAt = headers.get('date') ?? '';
  if (!HTTP_DATE.test(said) || !HTTP_DATE.test(answeredAt)) return null;
  const waitMs = Date.parse(said) - Date.parse(answeredAt);
  return Number.isNaN(waitMs) ? null : Math.max(0, waitMs);
}

/**
 * By how much an answer's own date is ahead of this kiosk's clock; 0 where they agree. Tokens are then
 * signed for the time at central, so that a dead clock keeps no fact here.
 */
function offsetOf(headers: Headers, nowMs: number): number {
  const answeredAt = headers.get('date') ?? '';
  const offsetMs = HTTP_DATE.test(answeredAt) ? Date.parse(answeredAt) - nowMs : 0;
  return Math.abs(offsetMs) >= CLOCK_IS_WRONG_FROM_MS ? offsetMs : 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The system's code for a failed connection (`ECONNREFUSED`), or the error's name. */
function describe(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: unknown } | undefined) : undefined;
  if (typeof cause?.code === 'string') return cause.code;
  return error instanceof Error ? error.name : 'unknown';
}
