import { MINUTE_MS, SECOND_MS } from '../../../shared/base/clock.ts';
import type { Log } from '../../../shared/base/log.ts';
import {
  MAX_FACTS_PER_PUSH,
  MAX_PUSH_BYTES,
  type FactVerdict,
  type WireFact,
} from '../../../shared/contract/facts.ts';
import type { Fact } from '../../../shared/facts/fact.ts';
import type { Store } from '../store/store.ts';
import { isPaired, savePairing } from '../store/tables/central-pairings.ts';
import { listPendingFacts } from '../store/tables/facts.ts';
import { quarantine, readBacklog, removeFromQueue } from '../store/tables/outbox.ts';
import type { CentralClient, CentralError, CentralNotices } from './central-client.ts';
import { isAboutTheFact, nextBatchLimit, waitAfterFailure } from './retry-plan.ts';

/** Facts that come together travel together. */
const GATHER_MS = 200;
/** What a request under way may still take when the kiosk stops; its parent waits little longer. */
const STOP_WITHIN_MS = 2 * SECOND_MS;
/** Bytes a batch may have, with room for the request around it. */
const BATCH_BYTES = MAX_PUSH_BYTES - 16 * 1_024;

export interface SyncStatus {
  readonly state: 'off' | 'up_to_date' | 'pushing' | 'waiting';
  readonly pending: number;
  readonly quarantined: number;
  readonly oldestUnsentAtMs: number | null;
  /** Code of what went wrong last; null once it goes well. */
  readonly lastError: string | null;
}

export interface Push {
  status(): SyncStatus;
  /** When central last took something, and when the next try begins by itself; null for not known. */
  tries(): { readonly lastSuccessAtMs: number | null; readonly nextTryAtMs: number | null };
  /** What central said last about this kiosk. */
  notices(): CentralNotices;
  /** There may be something to send. */
  poke(): void;
  /** Tries at once, whatever it was waiting for. */
  now(): void;
  /** Stops; a request under way is waited for, for two seconds at most. */
  stop(): Promise<void>;
}

/**
 * Sends facts to central in the background, oldest first, until all are taken. What happens on the
 * way (no network, time-outs, rubbish, an answer lost after central stored it) leaves them queued; a
 * fact central judged bad is set aside with its code and delays no other.
 * @param deps.client null when no central server is configured: facts wait
 * @param deps.random for full jitter, so that a hall of kiosks does not knock at once
 * @param deps.after calls back once after so many milliseconds; returns how to cancel
 */
export function createPush(deps: {
  store: Store;
  client: CentralClient | null;
  pairing: { code: string | null; name: string };
  nowMs: () => number;
  random: () => number;
  after: (delayMs: number, work: () => void) => () => void;
  log: Log;
  onChange: () => void;
}): Push {
  const { store, client, pairing, nowMs, random, after, log, onChange } = deps;
  let isStopped = client === null;
  let underWay: Promise<void> | null = null;
  let cancelTimer: (() => void) | null = null;
  let isBackingOff = false;
  let failures = 0;
  /** How many facts the next request may carry: fewer while requests fail. */
  let batchLimit = MAX_FACTS_PER_PUSH;
  let lastError: string | null = null;
  let isClockWrong = false;
  let alarmed: ReadonlySet<string> = new Set();
  let lastSuccessAtMs: number | null = null;
  let nextTryAtMs: number | null = null;

  const schedule = (delayMs: number): void => {
    cancelTimer?.();
    // Chance makes fractions; an instant is whole milliseconds.
    nextTryAtMs = Math.ceil(nowMs() + delayMs);
    cancelTimer = after(delayMs, () => {
      cancelTimer = null;
      nextTryAtMs = null;
      isBackingOff = false;
      run();
    });
  };

  const backOff = (error: CentralError): void => {
    failures += 1;
    const before = lastError;
    lastError = error.detail === undefined ? error.code : `${error.code}: ${error.detail}`;
    batchLimit = nextBatchLimit(batchLimit, error, failures);
    isBackingOff = true;
    if (!isStopped) schedule(waitAfterFailure(error, failures, random));
    // Weeks without a network are ordinary: the log tells that they began, and when the reason changes.
    log[lastError === before ? 'debug' : 'warn'](
      { code: error.code, detail: error.detail, failures },
      'central did not take the facts; they stay queued',
    );
  };

  /** Once in the log for each thing that is wrong, and once when a clock is right again. */
  const noteWhatIsWrong = ({ clockAheadMs, alarms }: CentralNotices): void => {
    const isWrong = clockAheadMs !== null;
    if (isWrong !== isClockWrong) {
      isClockWrong = isWrong;
      if (isWrong)
        log.warn({ minutesAhead: Math.round(clockAheadMs / MINUTE_MS) }, 'the clock of this kiosk is wrong');
      else log.info({}, 'the clock of this kiosk is right again');
    }
    const open = new Set(alarms.map((alarm) => `${alarm.code} ${alarm.epoch}/${alarm.from_seq}`));
    for (const alarm of open) if (!alarmed.has(alarm)) log.warn({ alarm }, 'central found something wrong');
    alarmed = open;
  };

  /** @returns whether to go on at once */
  const sendOneBatch = async (central: CentralClient): Promise<boolean> => {
    if (!isPaired(store.db, central.url)) {
      if (pairing.code === null) {
        backOff({ ok: false, code: 'unauthorised', detail: 'not_paired' });
        return false;
      }
      const paired = await central.pair(pairing.code, pairing.name);
      if (!paired.ok) {
        backOff(paired);
        return false;
      }
      store.write((tx) => savePairing(tx, central.url));
    }
    const batch = takeBatch(listPendingFacts(store.db, store.identity, batchLimit));
    if (batch.length === 0) return false;
    const answer = await central.push(batch);
    noteWhatIsWrong(central.notices());
    if (!answer.ok) {
      const [only] = batch;
      if (only === undefined || !isAboutTheFact(answer, batch.length)) {
        backOff(answer);
        return false;
      }
      // The one fact that makes every request with it be refused: out of the way of the others.
      store.write((tx) => quarantine(tx, only, answer.detail ?? answer.code));
      log.error({ epoch: only.epoch, seq: only.seq, code: answer.detail }, 'central refuses this fact whole');
      batchLimit = nextBatchLimit(batchLimit, null, 0);
      return true;
    }
    if (settle(store, batch, answer.value, log) === 0) {
      backOff({ ok: false, code: 'nonsense', detail: 'no verdict for anything sent' });
      return false;
    }
    failures = 0;
    batchLimit = nextBatchLimit(batchLimit, null, 0);
    lastError = null;
    lastSuccessAtMs = nowMs();
    return true;
  };

  const run = (): void => {
    if (isStopped || client === null || underWay !== null || isBackingOff) return;
    underWay = (async () => {
      while (!isStopped && (await sendOneBatch(client))) onChange();
    })()
      .catch((error: unknown) => {
        log.error({ err: error }, 'pushing facts failed');
        backOff({ ok: false, code: 'nonsense', detail: 'internal' });
      })
      .finally(() => {
        underWay = null;
        // A fact written after the last look and before this line was poked for in vain.
        if (!isStopped && !isBackingOff && readBacklog(store.db).pending > 0) schedule(GATHER_MS);
        onChange();
      });
    onChange();
  };

  return {
    status() {
      const backlog = readBacklog(store.db);
      const { pending, quarantined, oldestQueuedAtMs: oldestUnsentAtMs } = backlog;
      const counts = { pending, quarantined, oldestUnsentAtMs, lastError };
      if (client === null) return { state: 'off', ...counts };
      if (isBackingOff) return { state: 'waiting', ...counts };
      return { state: pending === 0 ? 'up_to_date' : 'pushing', ...counts };
    },
    poke() {
      if (!isStopped && underWay === null && !isBackingOff && cancelTimer === null) schedule(GATHER_MS);
    },
    tries: () => ({ lastSuccessAtMs, nextTryAtMs }),
    notices: () => client?.notices() ?? { clockAheadMs: null, alarms: [] },
    now() {
      cancelTimer?.();
      cancelTimer = null;
      nextTryAtMs = null;
      isBackingOff = false;
      run();
    },
    async stop() {
      isStopped = true;
      cancelTimer?.();
      const giveUp = after(STOP_WITHIN_MS, () => client?.abandon());
      await underWay;
      giveUp();
    },
  };
}

/** As many facts from the front as fit into one request; a single one is sent whatever its size. */
function takeBatch(facts: readonly Fact[]): WireFact[] {
  const batch: WireFact[] = [];
  let bytes = 0;
  for (const fact of facts) {
    const wire = toWire(fact);
    bytes += Buffer.byteLength(JSON.stringify(wire)) + 1;
    if (batch.length > 0 && bytes > BATCH_BYTES) break;
    batch.push(wire);
  }
  return batch;
}

/** Acts on central's verdicts. @returns how many facts left the queue */
function settle(
  store: Store,
  batch: readonly WireFact[],
  verdicts: readonly FactVerdict[],
  log: Log,
): number {
  const awaited = new Set(batch.map((fact) => `${fact.epoch}/${fact.seq}`));
  // The first verdict on a fact that was sent counts; anything else is noise.
  const ours = verdicts.filter((verdict) => awaited.delete(`${verdict.epoch}/${verdict.seq}`));
  store.write((tx) => {
    for (const { epoch, seq, verdict, code } of ours) {
      if (verdict === 'stored' || verdict === 'duplicate') removeFromQueue(tx, { epoch, seq });
      else quarantine(tx, { epoch, seq }, code ?? verdict);
    }
  });
  const setAside = ours.filter(({ verdict }) => verdict === 'conflict' || verdict === 'rejected');
  if (setAside.length > 0)
    log.error({ facts: setAside }, 'central will not take these facts; they are set aside');
  return ours.length;
}

/** The fact as it travels: same fields, snake_case, time as ISO 8601. */
export function toWire(fact: Fact): WireFact {
  return {
    gym_id: fact.gymId,
    kiosk_id: fact.kioskId,
    epoch: fact.epoch,
    seq: fact.seq,
    id: fact.id,
    kind: fact.kind,
    version: fact.version,
    member_id: fact.memberId,
    happened_at: new Date(fact.happenedAtMs).toISOString(),
    zone: fact.zone,
    payload: { ...fact.payload },
    prev_hash: fact.prevHash,
    hash: fact.hash,
  };
}
