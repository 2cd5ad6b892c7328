import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { Log } from '../../../shared/base/log.ts';
import type { Store } from '../store/store.ts';
import { isPaired } from '../store/tables/central-pairings.ts';
import { findFeed, forgetCursors } from '../store/tables/feed.ts';
import { applyPage, applyParked } from './apply-page.ts';
import type { CentralClient, CentralError } from './central-client.ts';
import { waitAfterFailure } from './retry-plan.ts';

/** Between two pages of a feed that is not behind: news that come one by one come together then. */
const GATHER_MS = 0.5 * SECOND_MS;
/** So often is looked whether the push has paired by now. */
const LOOK_FOR_PAIRING_MS = SECOND_MS;
/** Answers of a store that was put back; whoever reads begins anew. */
const BEGIN_ANEW: ReadonlySet<string> = new Set(['cursor_unknown', 'cursor_foreign']);

export interface Pull {
  /** By central's clock: everything that was stored there before is known here. Null for nothing ever. */
  knownUntilMs(): number | null;
  /** Begins, and goes on until it is stopped. */
  start(): void;
  /** Tries at once, whatever it was waiting for. */
  now(): void;
  /** Stops; a page that is being applied is, a request under way is given up. */
  stop(): Promise<void>;
}

/**
 * Learns what others said: page after page of central's feed, each in a transaction with its cursor. There is
 * always one request under way; central answers it as soon as there is something to tell.
 * @param deps.client null when no central server is configured
 * @param deps.after calls back once after so many milliseconds; returns how to cancel
 */
export function createPull(deps: {
  store: Store;
  client: CentralClient | null;
  random: () => number;
  after: (delayMs: number, work: () => void) => () => void;
  log: Log;
  onChange: () => void;
}): Pull {
  const { store, client, random, after, log, onChange } = deps;
  let isStopped = client === null;
  let underWay: Promise<void> | null = null;
  let cancelTimer: (() => void) | null = null;
  let failures = 0;
  let lastError: string | null = null;
  const stopping = new AbortController();

  const schedule = (delayMs: number): void => {
    cancelTimer?.();
    if (!isStopped) cancelTimer = after(delayMs, run);
  };

  const backOff = (error: CentralError): void => {
    failures += 1;
    const said = error.detail ?? error.code;
    log[said === lastError ? 'debug' : 'warn']({ code: error.code, detail: error.detail, failures }, 'central told nothing new'); // prettier-ignore
    lastError = said;
    schedule(waitAfterFailure(error, failures, random));
  };

  /** @returns after how long to go on; null where that is settled already */
  const readOnePage = async (central: CentralClient): Promise<number | null> => {
    if (!isPaired(store.db, central.url)) return LOOK_FOR_PAIRING_MS;
    const since = findFeed(store.db, central.url)?.cursor ?? null;
    const answer = await central.changes(since, stopping.signal);
    if (isStopped) return null;
    if (!answer.ok) {
      if (since !== null && BEGIN_ANEW.has(answer.detail ?? '')) {
        log.warn({ code: answer.detail }, 'central was put back; everything is read anew');
        store.write((tx) => forgetCursors(tx));
        return 0;
      }
      backOff(answer);
      return null;
    }
    const { facts, cursor, more, as_of: asOf } = answer.value;
    if (!applyPage(store, central.url, { facts, cursor, asOfMs: Date.parse(asOf) })) {
      backOff({ ok: false, code: 'nonsense', detail: 'no page of this gym' });
      return null;
    }
    failures = 0;
    lastError = null;
    if (facts.length > 0) onChange();
    return more ? 0 : GATHER_MS;
  };

  function run(): void {
    if (isStopped || client === null || underWay !== null) return;
    cancelTimer = null;
    underWay = readOnePage(client)
      .catch((error: unknown) => {
        log.error({ err: error }, 'learning from central failed');
        backOff({ ok: false, code: 'nonsense', detail: 'internal' });
        return null;
      })
      .then((delayMs) => {
        underWay = null;
        if (delayMs !== null) schedule(delayMs);
      });
  }

  return {
    knownUntilMs: () => (client === null ? null : (findFeed(store.db, client.url)?.asOfMs ?? null)),
    start() {
      if (client === null) return;
      applyParked(store, log);
      run();
    },
    now() {
      if (cancelTimer !== null) schedule(0);
    },
    async stop() {
      isStopped = true;
      cancelTimer?.();
      stopping.abort();
      await underWay;
    },
  };
}
