import { onError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { Log } from '../../shared/base/log.ts';
import type { Port } from '../../shared/base/port.ts';
import type { KioskState } from '../../shared/contract/kiosk-api.ts';
import type { ParentLine } from '../process/parent-line.ts';
import { asRpcPort } from './host/rpc-port.ts';
import { router } from './router.ts';
import type { Running } from './run-core.ts';
import type { Latest } from './screen/latest.ts';

/** Lines that other processes open to core, before it runs and after. */
export interface ServedPorts {
  /** Lines to the page from now on: what takes long is seen there, and pings are answered in between. */
  ready(): void;
  /** From now on calls and readings are acted on. */
  run(running: Running): void;
}

export function servePorts(
  parent: ParentLine,
  state: Latest<KioskState>,
  { nowMs, log }: { nowMs: () => number; log: Log },
): ServedPorts {
  let running: Running | null = null;
  let devicesPort: Port | null = null;
  let isReady = false;
  const rpc = new RPCHandler(router, {
    interceptors: [onError((error) => log.debug({ err: error }, 'a call from the screen ended in an error'))],
  });
  const context = { nowMs, state, parts: () => running?.parts ?? null };
  parent.onPort((peer, port) => {
    if (peer === 'renderer') {
      running?.pageCame();
      rpc.upgrade(asRpcPort(port), { context });
    } else if (peer === 'devices') {
      devicesPort = port;
      running?.attachDevices(port);
    } else port.close();
  });
  return {
    ready() {
      if (!isReady) parent.ready();
      isReady = true;
    },
    run(next) {
      running = next;
      if (devicesPort !== null) running.attachDevices(devicesPort);
    },
  };
}
