import { ORPCError } from '@orpc/server';
import type { Log } from '../../shared/base/log.ts';
import { SECOND_MS } from '../../shared/base/clock.ts';
import { TurnstileOverloaded } from '../auth/turnstile.ts';
import { StorageUnavailable } from '../store/database.ts';

/** Every error this API answers with: its code, its HTTP status and what it tells a person. */
const API_ERRORS = {
  invalid_request: { status: 400, message: 'The request does not fit the contract.' },
  unauthorized: { status: 401, message: 'A valid token is needed.' },
  sign_in_failed: { status: 401, message: 'What was given to sign in does not fit together.' },
  code_needed: { status: 401, message: 'The code of the second factor is needed, too.' },
  code_wrong: { status: 401, message: 'This is not the code of the second factor.' },
  pairing_code_invalid: { status: 401, message: 'The pairing code is unknown, used or expired.' },
  forbidden: { status: 403, message: 'This token does not allow that.' },
  second_factor_needed: { status: 403, message: 'An owner sets up a second factor first.' },
  kiosk_revoked: { status: 403, message: 'This kiosk has been revoked.' },
  not_found: { status: 404, message: 'There is nothing at this address.' },
  unknown_member: { status: 404, message: 'No such member.' },
  unknown_staff: { status: 404, message: 'No such account.' },
  unknown_kiosk: { status: 404, message: 'No such kiosk, or it is revoked already.' },
  unknown_card: { status: 404, message: 'The member has no such card.' },
  unknown_strap: { status: 404, message: 'The member has no such strap.' },
  unknown_metric: { status: 404, message: 'No such metric.' },
  unknown_notification: { status: 404, message: 'No such notification.' },
  link_invalid: { status: 404, message: 'This link is not valid.' },
  request_timeout: { status: 408, message: 'The request took too long.' },
  id_conflict: { status: 409, message: 'This id belongs to another reading.' },
  member_number_taken: { status: 409, message: 'This number is another member’s.' },
  card_taken: { status: 409, message: 'This card may be one that another member has.' },
  strap_taken: { status: 409, message: 'This strap is another member’s.' },
  same_member: { status: 409, message: 'This is one member already.' },
  email_taken: { status: 409, message: 'This address has an account.' },
  last_owner: { status: 409, message: 'A gym keeps at least one owner.' },
  cursor_foreign: { status: 409, message: 'This cursor is of another gym.' },
  cursor_unknown: { status: 409, message: 'This server has never come to this cursor; begin anew.' },
  kiosk_id_taken: { status: 409, message: 'This kiosk id belongs to another key.' },
  body_too_large: { status: 413, message: 'The body is larger than 1 MiB.' },
  unsupported_media_type: { status: 415, message: 'The body must be plain JSON.' },
  not_by_hand: { status: 422, message: 'Nobody enters this by hand: it is measured or worked out.' },
  blank_card: { status: 422, message: 'This is what a reader says with no card near.' },
  weak_pin: { status: 422, message: 'This PIN is too easy to guess.' },
  weak_password: { status: 422, message: 'This password is too easy to guess.' },
  implausible_value: { status: 422, message: 'This cannot be a reading of this metric.' },
  implausible_time: { status: 422, message: 'This cannot be the time of a reading.' },
  too_many_requests: { status: 429, message: 'Too many requests; try again later.' },
  headers_too_large: { status: 431, message: 'The headers are too large.' },
  internal: { status: 500, message: 'Something went wrong here.' },
  storage_unavailable: { status: 503, message: 'The storage does not answer; try again later.' },
  overloaded: { status: 503, message: 'The server is too busy; try again later.' },
} as const;

export type ApiErrorCode = keyof typeof API_ERRORS;

/** The one shape of an error body. */
export interface ApiErrorBody {
  readonly error: {
    readonly code: ApiErrorCode;
    readonly message: string;
    /** Who has what is taken. */
    readonly holder?: ConflictHolder;
  };
}

/** The member who has what was to become another one's. */
interface ConflictHolder {
  readonly member_id: string;
  readonly name: string;
}

/** Time a client is asked to wait when the storage or the server is in trouble. */
const TROUBLE_WAIT_MS = 5_000;

interface ErrorDetails {
  readonly message?: string;
  readonly retryAfterMs?: number;
  readonly holder?: ConflictHolder;
  readonly cause?: unknown;
}

export class ApiError extends ORPCError<ApiErrorCode, { readonly holder: ConflictHolder } | undefined> {
  /** For 429 and 503: when it makes sense to ask again. */
  readonly retryAfterMs: number | null;

  constructor(code: ApiErrorCode, { message, retryAfterMs, holder, cause }: ErrorDetails = {}) {
    super(code, {
      status: API_ERRORS[code].status,
      message: message ?? API_ERRORS[code].message,
      data: holder === undefined ? undefined : { holder },
      cause,
    });
    this.retryAfterMs = retryAfterMs ?? null;
  }

  get body(): ApiErrorBody {
    return encodeErrorBody(this);
  }

  /** Headers that belong to this error. */
  get headers(): Record<string, string> {
    if (this.status === 401) return { 'www-authenticate': 'Bearer' };
    return this.retryAfterMs === null
      ? {}
      : { 'retry-after': String(Math.max(1, Math.ceil(this.retryAfterMs / SECOND_MS))) };
  }
}

function isApiErrorCode(code: string): code is ApiErrorCode {
  return Object.hasOwn(API_ERRORS, code);
}

interface Issue {
  readonly message: string;
  readonly path?: readonly unknown[];
}

/** Names the first thing that does not fit; the message names fields and types, never values. */
function describeIssues(data: unknown): string | undefined {
  const issues = (data as { issues?: readonly Issue[] } | null | undefined)?.issues;
  const [issue] = issues ?? [];
  if (issue === undefined) return undefined;
  const path = (issue.path ?? []).map(String).join('.');
  return path === '' ? issue.message : `${path}: ${issue.message}`;
}

/** SQLSTATE character_not_in_repertoire: the request held U+0000, which no stored text can. */
const BAD_CHARACTER = '22021';

/**
 * Turns whatever was thrown into an error of this API. What is not foreseen becomes `internal`: the
 * cause goes to the log, never to the client.
 */
export function toApiError(error: unknown, log: Log): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof ORPCError && error.status === 400) {
    const message = describeIssues(error.data);
    return new ApiError('invalid_request', { ...(message === undefined ? {} : { message }), cause: error });
  }
  if (error instanceof StorageUnavailable) {
    log.error({ err: error.cause ?? error }, 'the storage does not answer');
    return new ApiError('storage_unavailable', { retryAfterMs: TROUBLE_WAIT_MS, cause: error });
  }
  if (error instanceof TurnstileOverloaded)
    return new ApiError('overloaded', { retryAfterMs: TROUBLE_WAIT_MS, cause: error });
  if (error instanceof Error && 'code' in error && error.code === BAD_CHARACTER)
    return new ApiError('invalid_request', { cause: error });
  log.error({ err: error }, 'a request failed in a way nobody foresaw');
  return new ApiError('internal', { cause: error });
}

const CODE_OF_STATUS: Readonly<Record<number, ApiErrorCode>> = {
  400: 'invalid_request',
  404: 'not_found',
  408: 'request_timeout',
  413: 'body_too_large',
  414: 'invalid_request',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  431: 'headers_too_large',
  503: 'overloaded',
};

/** The same for what the HTTP layer refuses before any handler runs; it speaks in statuses. */
export function fromHttpLayer(error: unknown, log: Log): ApiError {
  if (error instanceof ApiError) return error;
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  const code = typeof status === 'number' ? CODE_OF_STATUS[status] : undefined;
  return code === undefined ? toApiError(error, log) : new ApiError(code, { cause: error });
}

/** Encodes an error that leaves an oRPC handler; every one of them went through `toApiError` before. */
export function encodeErrorBody(error: ORPCError<string, unknown>): ApiErrorBody {
  const code = isApiErrorCode(error.code) ? error.code : 'internal';
  const message = code === error.code ? error.message : API_ERRORS.internal.message;
  const holder = error instanceof ApiError ? error.data?.holder : undefined;
  return { error: { code, message, ...(holder === undefined ? {} : { holder }) } };
}

interface Refusal {
  readonly code: ApiErrorCode;
  readonly detail?: string;
  readonly retryAfterMs?: number;
  readonly holder?: { readonly id: string; readonly name: string };
}

/** A refusal of a flow as the API says it. */
export function refusal({ code, detail, retryAfterMs, holder }: Refusal): ApiError {
  return new ApiError(code, {
    ...(detail === undefined ? {} : { message: detail }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(holder === undefined ? {} : { holder: { member_id: holder.id, name: holder.name } }),
  });
}
