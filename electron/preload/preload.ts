import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { ResponseValidationPlugin } from '@orpc/contract/plugins';
import { contextBridge, ipcRenderer } from 'electron';
import { kioskApi } from '../../shared/contract/kiosk-api.ts';
import { createBridge, type CoreClient } from './bridge.ts';

const bridge = createBridge({
  now: () => performance.now(),
  every: (periodMs, work) => {
    const timer = setInterval(work, periodMs);
    return () => clearInterval(timer);
  },
  requestPort: () => ipcRenderer.send('core-port-wanted'),
});

// Main sends one line to core after each load, after each restart of core, and when asked.
ipcRenderer.on('core-port', (event) => {
  const port = event.ports[0];
  if (port === undefined) return;
  // Core checks what the page asks; this end checks what core answers, against the same contract.
  const link = new RPCLink({ port, plugins: [new ResponseValidationPlugin(kioskApi)] });
  bridge.connect(createORPCClient<CoreClient>(link), () => port.close());
  port.start();
});

contextBridge.exposeInMainWorld('kiosk', Object.freeze(bridge.api));
