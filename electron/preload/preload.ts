// First: what it asks for is on its way while everything below is read.
import { requestPort } from './request-port.ts';
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
  requestPort,
});

// Main sends one line to core when asked and after each restart of core.
ipcRenderer.on('core-port', (event) => {
  const port = event.ports[0];
  if (port === undefined) return;
  // Core checks what the page asks; this end checks what core answers, against the same contract.
  const link = new RPCLink({ port, plugins: [new ResponseValidationPlugin(kioskApi)] });
  bridge.connect(createORPCClient<CoreClient>(link), () => port.close());
  port.start();
});

// Registered before any of the page: nothing of a member gets into a clipboard that outlives the session.
for (const event of ['copy', 'cut', 'paste'] as const) {
  globalThis.addEventListener(
    event,
    (asked) => {
      asked.preventDefault();
      asked.stopImmediatePropagation();
    },
    true,
  );
}

contextBridge.exposeInMainWorld('kiosk', bridge.api);
