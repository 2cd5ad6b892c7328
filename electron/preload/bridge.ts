import { isDefinedError, ORPCError, safe } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { deepFreeze, exposeContract } from '../../shared/contract/expose-contract.ts';
import type { kioskApi, KioskState } from '../../shared/contract/kiosk-api.ts';
import type {
  BridgeResult,
  CallName,
  ConnectionState,
  KioskBridge,
  Unsubscribe,
} from '../../shared/contract/kiosk-bridge.ts';

export type CoreClient = ContractRouterClient<typeof kioskApi>;

/** Core answers pings in well under a millisecond; this long without one, the line is dead. */
const PING_EVERY_MS = 1_000;
const DEAD_AFTER_MS = 2_500;

/**
 * The page's only way out. Keeps its subscriptions across restarts of core: whoever watches the
 * state sees the new core's state as soon as it is there.
 */
export function createBridge(deps: {
  now: () => number;
  every: (periodMs: number, work: () => void) => () => void;
  /** Asks main for a line to core. */
  requestPort: () => void;
}): {
  readonly api: KioskBridge;
  /** Talks to this core from now on. */
  connect(client: CoreClient, close: () => void): void;
} {
  let client: CoreClient | null = null;
  let closePort: () => void = () => {};
  let connection: ConnectionState = 'connecting';
  /** Aborts when the line to the present core is lost. */
  let lost = new AbortController();
  const callsUnderWay = new Set<() => void>();
  let lastState: KioskState | null = null;
  let stopPinging: () => void = () => {};
  const connectionListeners = new Set<(state: ConnectionState) => void>();
  const stateListeners = new Set<(state: KioskState) => void>();

  const setConnection = (next: ConnectionState): void => {
    if (connection === next) return;
    connection = next;
    for (const listener of connectionListeners) listener(next);
  };
  const lose = (): void => {
    client = null;
    stopPinging();
    lost.abort();
    for (const giveUp of callsUnderWay) giveUp();
    callsUnderWay.clear();
    closePort();
    setConnection('reconnecting');
  };

  /** Core may be well and only this line broken: main is asked for another. Where core is not, main opens one when it is. */
  const loseLine = (): void => {
    lose();
    deps.requestPort();
  };

  const readStates = async (from: CoreClient, signal: AbortSignal): Promise<void> => {
    for await (const state of await from.kiosk.watch(undefined, { signal })) {
      if (signal.aborted) return;
      lastState = state;
      setConnection('connected');
      for (const listener of stateListeners) listener(state);
    }
  };

  const call = async (name: CallName, input: unknown): Promise<BridgeResult<unknown>> => {
    const core = client;
    if (core === null) return { ok: false, code: 'RECONNECTING' };
    // A core that is killed answers nothing any more; nobody may be left waiting for it.
    return new Promise((resolve) => {
      const giveUp = (): void => resolve({ ok: false, code: 'LOST' });
      callsUnderWay.add(giveUp);
      void answerOf(procedureOf(core, name)(input)).then((answer) => {
        callsUnderWay.delete(giveUp);
        resolve(answer);
      });
    });
  };

  const readStream = (name: CallName, input: unknown, listener: (item: unknown) => void): Unsubscribe => {
    const stop = new AbortController();
    const read = async (): Promise<void> => {
      if (client === null) return;
      const stream = await procedureOf(client, name)(input, { signal: stop.signal });
      for await (const item of stream as AsyncIterable<unknown>) {
        if (stop.signal.aborted) return;
        listener(item);
      }
    };
    // The end of the session, or of core, ends the stream; the state tells the page which.
    read().catch(() => {});
    return () => stop.abort();
  };

  const watchState = (listener: (state: KioskState) => void): Unsubscribe => {
    stateListeners.add(listener);
    if (lastState !== null) listener(lastState);
    return () => void stateListeners.delete(listener);
  };

  const api: KioskBridge = deepFreeze({
    ...exposeContract({
      call,
      subscribe: (name, input, listener) =>
        name === 'kiosk.watch' ? watchState(listener) : readStream(name, input, listener),
    }),
    connection: {
      watch(listener: (state: ConnectionState) => void) {
        connectionListeners.add(listener);
        listener(connection);
        return () => void connectionListeners.delete(listener);
      },
    },
  });

  return {
    api,
    connect(next, close) {
      if (client !== null) lose();
      client = next;
      closePort = close;
      lost = new AbortController();
      let answeredAt = deps.now();
      let pingedAt = answeredAt;
      stopPinging = deps.every(PING_EVERY_MS, () => {
        const now = deps.now();
        // The page itself was held up: answers may be waiting behind this very call.
        if (now - pingedAt > 2 * PING_EVERY_MS) answeredAt = now;
        pingedAt = now;
        if (now - answeredAt > DEAD_AFTER_MS) loseLine();
        else
          next.kiosk
            .ping()
            .then(() => void (answeredAt = deps.now()))
            .catch(() => {});
      });
      // However the stream of states ends, this core says nothing more.
      const end = (): void => {
        if (client === next) loseLine();
      };
      readStates(next, lost.signal).then(end, end);
    },
  };
}

type Procedure = (input?: unknown, options?: { signal: AbortSignal }) => Promise<unknown>;

/** The client's function at this place in the contract. */
function procedureOf(client: CoreClient, name: CallName): Procedure {
  let node: unknown = client;
  for (const step of name.split('.')) node = (node as Record<string, unknown>)[step];
  return node as Procedure;
}

/** What a call came to, with an error as its code. */
async function answerOf<Value>(work: Promise<Value>): Promise<BridgeResult<Value>> {
  const { error, data } = await safe(work);
  if (error === null) return { ok: true, value: data };
  return { ok: false, code: isDefinedError(error) || error instanceof ORPCError ? error.code : 'LOST' };
}
