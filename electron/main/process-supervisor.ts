import { SECOND_MS } from '../../shared/base/clock.ts';
import type { FromChild } from '../../shared/contract/process-messages.ts';
import { DATA_IN_USE, EXIT_CONFIG, EXIT_IN_USE } from '../process/exit-codes.ts';
import type { LaunchChild, SupervisedChild } from './supervised-child.ts';

const FIRST_RESTART_MS = 100;
const LONGEST_RESTART_MS = 5 * SECOND_MS;
/** Up for this long, a process has proven itself: the next restart is quick again. */
const PROVEN_AFTER_MS = 30 * SECOND_MS;
const PING_EVERY_MS = 500;
/**
 * Without an answer for this long a process hangs. The device process does nothing that takes long,
 * and with the up to half a second until it is noticed and the second that it takes to start, open
 * its ports and be heard, a reader is back within three; core may be in the middle of a long write.
 */
export const HANGS_AFTER_MS = { core: 2 * SECOND_MS, devices: 1_400 } as const;
/** A process that has not said it is ready by then never will. Long, for a first start that migrates. */
const READY_WITHIN_MS = 60 * SECOND_MS;
/** What a process may take to finish before it is ended. */
const DRAIN_WITHIN_MS = 5 * SECOND_MS;
/** What it may take from its last word to its end. */
const EXITS_WITHIN_MS = 500;

export interface Supervisor {
  start(): void;
  /** The running process, once it is ready. */
  child(): SupervisedChild | null;
  /** From now on an end is an end: the process is not started again. */
  retire(): void;
  /** Asks the process to finish and waits for it; ends it when it does not. */
  drain(): Promise<void>;
}

export interface SupervisorEvents {
  /** The process is up (again): open its lines. */
  ready(child: SupervisedChild): void;
  /** The process ended by itself; it is started again after `restartInMs`. */
  lost(status: number | string, restartInMs: number): void;
  /** The process asks for the whole app to end, on behalf of staff. */
  leaveWanted(): void;
  /** The process says that starting it again is pointless. */
  gaveUp(code: string, message: string): void;
}

/**
 * Starts a process, watches it, starts it again when it dies or hangs, and lets it finish in order.
 * @param deps.launch starts one; called again for every restart
 * @param deps.hangsAfterMs without an answer for this long it is ended
 */
export function createSupervisor(deps: {
  launch: LaunchChild;
  events: SupervisorEvents;
  monotonicMs: () => number;
  hangsAfterMs?: number;
}): Supervisor {
  const { launch, events, monotonicMs, hangsAfterMs = HANGS_AFTER_MS.core } = deps;
  let current: SupervisedChild | null = null;
  let isReady = false;
  let isStopping = false;
  let hasGivenUp = false;
  let restartMs = FIRST_RESTART_MS;
  let startedAt = 0;
  let answeredAt = 0;
  let watchedAt = 0;
  /** The process said that it may be silent until then. */
  let busyUntil = 0;
  let pings = 0;
  let restartTimer: NodeJS.Timeout | undefined;
  let watchTimer: NodeJS.Timeout | undefined;
  let onGone: () => void = () => {};
  let onDrained: () => void = () => {};

  const watch = (child: SupervisedChild): void => {
    const now = monotonicMs();
    // This process itself was held up: answers may be waiting behind this very call.
    if (now - watchedAt > 2 * PING_EVERY_MS) answeredAt = now;
    watchedAt = now;
    const limitMs = isReady ? hangsAfterMs : READY_WITHIN_MS;
    if (now > busyUntil && now - answeredAt > limitMs) child.kill();
    else if (isReady) child.send({ type: 'ping', n: (pings += 1) });
  };

  const onMessage = (child: SupervisedChild, message: FromChild): void => {
    answeredAt = monotonicMs();
    // Whatever it says shows that it is through with what held it up.
    busyUntil = message.type === 'working' ? answeredAt + message.forMs : 0;
    if (message.type === 'ready' && !isReady) {
      isReady = true;
      events.ready(child);
    }
    if (message.type === 'drained') onDrained();
    if (message.type === 'leave') events.leaveWanted();
    if (message.type === 'fatal') {
      hasGivenUp = true;
      events.gaveUp(message.code, message.message);
    }
  };

  const onExit = (status: number | string): void => {
    clearInterval(watchTimer);
    current = null;
    isReady = false;
    onGone();
    if (isStopping || hasGivenUp) return;
    if (status === EXIT_CONFIG || status === EXIT_IN_USE) {
      hasGivenUp = true;
      events.gaveUp(status === EXIT_CONFIG ? 'bad_config' : DATA_IN_USE, `exited with status ${status}`);
      return;
    }
    if (monotonicMs() - startedAt > PROVEN_AFTER_MS) restartMs = FIRST_RESTART_MS;
    events.lost(status, restartMs);
    restartTimer = setTimeout(start, restartMs);
    restartMs = Math.min(LONGEST_RESTART_MS, restartMs * 2);
  };

  const start = (): void => {
    if (isStopping || current !== null) return;
    const child = launch();
    current = child;
    startedAt = monotonicMs();
    answeredAt = startedAt;
    watchedAt = startedAt;
    busyUntil = 0;
    child.onMessage((message) => onMessage(child, message));
    child.onExit(onExit);
    watchTimer = setInterval(() => watch(child), PING_EVERY_MS);
  };

  const retire = (): void => {
    isStopping = true;
    clearTimeout(restartTimer);
  };

  return {
    start,
    child: () => (isReady ? current : null),
    retire,
    async drain() {
      retire();
      clearInterval(watchTimer);
      const child = current;
      if (child === null) return;
      await new Promise<void>((resolve) => {
        let force: NodeJS.Timeout | undefined;
        // Ended by force it is gone, whoever says so or not: a kiosk must be able to stop.
        const endWithin = (limitMs: number): void => {
          clearTimeout(force);
          force = setTimeout(() => {
            child.kill();
            onGone();
          }, limitMs);
        };
        onGone = () => {
          clearTimeout(force);
          resolve();
        };
        // Electron does not always report the exit that follows a process's last word.
        onDrained = () => endWithin(EXITS_WITHIN_MS);
        endWithin(DRAIN_WITHIN_MS);
        child.send({ type: 'drain' });
      });
    },
  };
}
