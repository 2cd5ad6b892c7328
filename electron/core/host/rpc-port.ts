import type { SupportedMessagePort } from '@orpc/client/message-port';
import type { Port } from '../../../shared/base/port.ts';

/** A line to the page in the shape the RPC library knows (that of Electron's MessagePortMain). */
export function asRpcPort(port: Port): SupportedMessagePort {
  return {
    on(event, listener) {
      if (event === 'message') port.onMessage((data) => listener({ data }));
      if (event === 'close') port.onClose(() => listener());
    },
    postMessage: (data: unknown) => port.postMessage(data),
  };
}
