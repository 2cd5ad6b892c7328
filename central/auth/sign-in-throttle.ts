import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { DAY_MS, type Clock } from '../../shared/base/clock.ts';
import type { CentralDatabase, SqlRunner } from '../store/database.ts';
import {
  addSignInAttempts,
  clearSignInAttempts,
  countSignInAttempt,
  deleteOldKnownSources,
  deleteOldSignInAttempts,
  lockSignInAttempts,
  selectKnownSource,
  uncountSignInAttempt,
  upsertKnownSource,
  type SignInAttemptsRow,
} from '../store/tables/sign-in-attempts.ts';
import { MAX_WAIT_MS, waitAfterFailuresMs, waitAtKnownSourceMs, waitOfStrangersMs } from './sign-in-waits.ts';
import type { Vault } from './vault.ts';

/** Twice the longest wait: an entry this old holds nobody back. */
const FORGET_AFTER_MS = 2 * MAX_WAIT_MS;
/** A place is known for a season after it was last signed in from. */
const KNOWN_FOR_MS = 90 * DAY_MS;
/** Stands for all who never got in, together. */
const STRANGERS = '';
const SOURCE_LENGTH = 22;

/** Whoever tries a secret: at which account, and from where. */
export interface SignInAttempt {
  readonly gymId: string;
  /** `member:1001`, `staff:kim@gym.example`: whether or not somebody has it. */
  readonly account: string;
  /** The client's address. */
  readonly address: string;
}

/** A try that was counted as wrong before its secret is looked at. */
export interface CountedAttempt {
  /** The secret was right: what was tried from here is forgotten, and the place is known. */
  succeed(): Promise<void>;
  /** It was wrong: it stays counted. */
  fail(): Promise<void>;
  /** It was no guess: it is taken back. */
  takeBack(): Promise<void>;
}

export type Admission =
  | { readonly ok: true; readonly value: CountedAttempt }
  | { readonly ok: false; readonly code: 'too_many_requests'; readonly retryAfterMs: number };

export interface SignInThrottle {
  /** Counts a try, or says how long to wait. Neither parallel guesses nor a crash give one for free. */
  begin(attempt: SignInAttempt): Promise<Admission>;
}

/** Who an address belongs to: one IPv4 address, or the /64 that one household or machine has of IPv6. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const bare = address.split('%')[0] ?? '';
  if (!isIPv6(bare)) return address;
  const [head = '', tail] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - front.length - back.length;
  return [...front, ...Array<string>(missing).fill('0'), ...back].slice(0, 4).join(':');
}

function waitMs(rows: readonly SignInAttemptsRow[], isKnown: boolean, nowMs: number): number {
  const waits = rows.map(({ source, failed_count: failedCount, last_failed_at: lastFailedAt }) => {
    const waitOf =
      source === STRANGERS ? waitOfStrangersMs : isKnown ? waitAtKnownSourceMs : waitAfterFailuresMs;
    return lastFailedAt + waitOf(failedCount) - nowMs;
  });
  return Math.max(0, ...waits);
}

/**
 * Slows guessers down without letting a stranger keep anybody out: wrong secrets are counted for each
 * account and source, and for all sources together that never got in. A place from where somebody did get in
 * waits for its own mistakes alone. Addresses are kept as a keyed hash.
 */
export function createSignInThrottle({
  database,
  clock,
  vault,
}: {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly vault: Vault;
}): SignInThrottle {
  const key = vault.keyFor('addresses of sign-ins');
  const sourceOf = ({ gymId, account, address }: SignInAttempt): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([gymId, account, networkOf(address)]))
      .digest('base64url')
      .slice(0, SOURCE_LENGTH);

  async function isKnownTo(sql: SqlRunner, { gymId, account }: SignInAttempt, source: string, nowMs: number) {
    const [known] = await sql.query(selectKnownSource(gymId, account, source));
    return known !== undefined && known.seen_at > nowMs - KNOWN_FOR_MS;
  }

  function counted({ gymId, account }: SignInAttempt, source: string, sources: string[]): CountedAttempt {
    return {
      async succeed() {
        await database.transaction(async (sql) => {
          await sql.query(uncountSignInAttempt(gymId, account, sources));
          await sql.query(clearSignInAttempts(gymId, account, source));
          await sql.query(upsertKnownSource(gymId, account, source, clock.nowMs()));
        });
      },
      async fail() {
        await database.query(deleteOldSignInAttempts(clock.nowMs() - FORGET_AFTER_MS));
        await database.query(deleteOldKnownSources(clock.nowMs() - KNOWN_FOR_MS));
      },
      async takeBack() {
        await database.query(uncountSignInAttempt(gymId, account, sources));
      },
    };
  }

  return {
    begin(attempt) {
      const { gymId, account } = attempt;
      const source = sourceOf(attempt);
      return database.transaction(async (sql): Promise<Admission> => {
        const nowMs = clock.nowMs();
        const isKnown = await isKnownTo(sql, attempt, source, nowMs);
        const sources = isKnown ? [source] : [STRANGERS, source];
        await sql.query(addSignInAttempts(gymId, account, sources, nowMs));
        const rows = await sql.query(lockSignInAttempts(gymId, account, sources));
        const retryAfterMs = waitMs(rows, isKnown, nowMs);
        if (retryAfterMs > 0) return { ok: false, code: 'too_many_requests', retryAfterMs };
        await sql.query(countSignInAttempt(gymId, account, sources, nowMs));
        return { ok: true, value: counted(attempt, source, sources) };
      });
    },
  };
}
