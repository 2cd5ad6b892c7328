import type { Schedule } from '../transports/transport.ts';
import type { PortListing } from './match-bus.ts';

/** How often ports are listed. Listing starts a program on Linux; a plug is still noticed while its owner looks on. */
export const LIST_EVERY_MS = 5_000;
/** Where listing fails (no udev, no rights) it is tried less and less often, up to this. */
export const LONGEST_LIST_PAUSE_MS = 60_000;
/** A listing that takes longer hangs; its answer, if any, is not waited for. */
const LIST_TIMEOUT_MS = 10_000;

/** Notices plugs: lists ports again and again, one listing at a time. */
export interface PortWatch {
  stop(): void;
}

/**
 * @param list every port at this moment; may reject
 * @param onPorts called with the first list and whenever it differs from the one before
 * @param onFailed called when listing starts to fail, not every time
 */
export function createPortWatch(deps: {
  readonly list: () => Promise<readonly PortListing[]>;
  readonly schedule: Schedule;
  readonly onPorts: (ports: readonly PortListing[]) => void;
  readonly onFailed: (error: unknown) => void;
}): PortWatch {
  let stopped = false;
  let failures = 0;
  let last: string | null = null;
  let cancel: () => void = () => undefined;

  const later = (): void => {
    if (stopped) return;
    const pauseMs = Math.min(LONGEST_LIST_PAUSE_MS, LIST_EVERY_MS * 2 ** Math.min(failures, 4));
    cancel = deps.schedule(pauseMs, look);
  };

  const listInTime = (): Promise<readonly PortListing[]> =>
    new Promise((resolve, reject) => {
      const cancelTimeout = deps.schedule(LIST_TIMEOUT_MS, () => reject(new Error('listing ports hangs')));
      deps.list().then(resolve, reject).finally(cancelTimeout);
    });

  const look = (): void => {
    listInTime()
      .then((ports) => {
        failures = 0;
        const text = JSON.stringify(ports);
        if (stopped || text === last) return;
        last = text;
        deps.onPorts(ports);
      })
      .catch((error: unknown) => {
        if (failures === 0) deps.onFailed(error);
        failures += 1;
      })
      .finally(later);
  };
  look();

  return {
    stop() {
      stopped = true;
      cancel();
    },
  };
}
