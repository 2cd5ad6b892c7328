import { MessageChannelMain, utilityProcess, type MessagePortMain } from 'electron';
import type { Port } from '../../shared/base/port.ts';
import { fromChildSchema, type FromChild } from '../../shared/contract/process-messages.ts';
import type { SupervisedChild } from './supervised-child.ts';

/**
 * Starts a process under Electron's utilityProcess: real message ports, and it dies with the app.
 * @param start.env the whole environment: nothing is inherited
 */
export function launchUtilityChild(start: {
  name: string;
  script: string;
  env: Readonly<Record<string, string>>;
}): SupervisedChild {
  const child = utilityProcess.fork(start.script, [], {
    serviceName: start.name,
    env: { ...start.env },
    stdio: 'inherit',
  });
  let onMessage: (message: FromChild) => void = () => {};
  child.on('message', (data: unknown) => {
    const message = fromChildSchema.safeParse(data);
    if (message.success) onMessage(message.data);
  });
  return {
    pid: child.pid,
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void (onMessage = listener),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    openPort(peer) {
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ type: 'port_opened', portId: 0, peer }, [port2]);
      return wrapMainPort(port1);
    },
    kill() {
      try {
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
      } catch {
        // Gone already, and its exit is on the way.
      }
    },
  };
}

/** Main's end of a line, as every part knows it. */
export function wrapMainPort(port: MessagePortMain): Port {
  return {
    postMessage: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', (event) => listener(event.data));
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
    close: () => port.close(),
  };
}
