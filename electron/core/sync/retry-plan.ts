import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../shared/base/clock.ts';
import { MAX_FACTS_PER_PUSH } from '../../../shared/contract/facts.ts';
import type { CentralError } from './central-client.ts';

const FIRST_RETRY_MS = SECOND_MS;
const LONGEST_RETRY_MS = 10 * MINUTE_MS;
/**
 * A token that is not taken is mostly nobody's verdict: a clock that was wrong for seconds, a request
 * that a proxy delivered twice. The next one carries a fresh token, and little else.
 */
const LONGEST_UNAUTHORISED_RETRY_MS = 20 * SECOND_MS;
/** A kiosk that central says it locked out asks this often whether it is let in again. */
const REVOKED_RETRY_MS = 15 * MINUTE_MS;
/** Central may not silence a kiosk for longer than this. */
const LONGEST_RETRY_AFTER_MS = HOUR_MS;
/** A whole batch that fails this often is tried in smaller parts: what is wrong may be in one of its facts. */
const FAILURES_UNTIL_SMALLER = 3;

/**
 * How long to wait after a failure.
 * @param failures in a row, this one included
 * @param random for full jitter, so that a hall of kiosks does not knock at once
 */
export function waitAfterFailure(error: CentralError, failures: number, random: () => number): number {
  const askedMs = Math.min(error.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
  if (error.code === 'revoked') return Math.max(REVOKED_RETRY_MS, askedMs);
  const longestMs = error.code === 'unauthorised' ? LONGEST_UNAUTHORISED_RETRY_MS : LONGEST_RETRY_MS;
  const ceilingMs = Math.min(longestMs, FIRST_RETRY_MS * 2 ** (failures - 1));
  return Math.max(FIRST_RETRY_MS / 2, random() * ceilingMs, askedMs);
}

/**
 * How many facts the next request may carry.
 * @param limit how many this one might have carried
 * @param failures in a row, this one included; 0 after one that went well
 */
export function nextBatchLimit(limit: number, error: CentralError | null, failures: number): number {
  if (error === null) return Math.min(MAX_FACTS_PER_PUSH, limit * 2);
  switch (error.code) {
    // A probe: whether the token is taken does not depend on how much comes with it.
    case 'unauthorised':
    case 'revoked':
      return 1;
    // Said about all of it at once. Halved until it is told which one is meant.
    case 'refused':
      return Math.max(1, Math.floor(limit / 2));
    case 'busy':
    case 'unreachable':
    case 'nonsense':
      return failures < FAILURES_UNTIL_SMALLER ? limit : Math.max(1, Math.floor(limit / 2));
  }
}

/** Said of a single fact, these are about the fact; another request with it would end the same way. */
const ABOUT_THE_FACT: ReadonlySet<string> = new Set(['invalid_request', 'body_too_large']);

/** Whether central refused a request because of the one fact that was in it. */
export function isAboutTheFact(error: CentralError, facts: number): boolean {
  return error.code === 'refused' && facts === 1 && ABOUT_THE_FACT.has(error.detail ?? '');
}
