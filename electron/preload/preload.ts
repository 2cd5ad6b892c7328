import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { contextBridge, ipcRenderer } from 'electron';
import type { kioskApi } from '../../shared/contract/kiosk-api.ts';
import { createBridge } from './bridge.ts';

type CoreClient = ContractRouterClient<typeof kioskApi>;

const bridge = createBridge({
  now: () => performance.now(),
  every: (periodMs, work) => {
    const timer = setInterval(work, periodMs);
    return () => clearInterval(timer);
  },
});

// Main sends one line to core after each load, and a new one after each restart of core.
ipcRenderer.on('core-port', (event) => {
  const port = event.ports[0];
  if (port === undefined) return;
  const client = createORPCClient<CoreClient>(new RPCLink({ port }));
  bridge.connect(client, () => port.close());
  port.start();
});

contextBridge.exposeInMainWorld('kiosk', Object.freeze(bridge.api));
