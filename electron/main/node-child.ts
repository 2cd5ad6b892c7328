import { fork } from 'node:child_process';
import type { Port } from '../../shared/base/port.ts';
import { fromChildSchema, type FromChild, type ToChild } from '../../shared/contract/process-messages.ts';
import { createRelayedPort, type RelayedPort } from '../process/relayed-port.ts';
import type { SupervisedChild } from './supervised-child.ts';

/**
 * Starts a plain Node process. Lines to other processes are multiplexed over Node's own channel.
 * @param start.node path of the Node executable (24 or newer for core)
 * @param start.env the whole environment: nothing is inherited
 */
export function launchNodeChild(start: {
  node: string;
  script: string;
  env: Readonly<Record<string, string>>;
}): SupervisedChild {
  const child = fork(start.script, [], {
    execPath: start.node,
    execArgv: [],
    env: { ...start.env },
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ports = new Map<number, RelayedPort>();
  let nextPortId = 1;
  let onMessage: (message: FromChild) => void = () => {};
  const send = (message: ToChild): void => {
    // A process that has just died cannot be written to; its exit is on the way.
    if (child.connected) child.send(message, () => {});
  };
  let onExit: (status: number | string) => void = () => {};
  let hasEnded = false;
  const end = (status: number | string): void => {
    if (hasEnded) return;
    hasEnded = true;
    for (const port of ports.values()) port.closedByPeer();
    onExit(status);
  };
  child.on('error', (error: NodeJS.ErrnoException) => {
    // A process that could not be started at all has no exit to wait for.
    if (child.pid === undefined) end(error.code ?? 'error');
    else child.kill('SIGKILL');
  });
  child.on('exit', (code, signal) => end(signal ?? code ?? 'unknown'));
  child.on('message', (data) => {
    const message = fromChildSchema.safeParse(data);
    if (!message.success) return;
    if (message.data.type === 'port_message') ports.get(message.data.portId)?.deliver(message.data.data);
    else if (message.data.type === 'port_closed') ports.get(message.data.portId)?.closedByPeer();
    else onMessage(message.data);
  });
  return {
    pid: child.pid,
    send,
    onMessage: (listener) => void (onMessage = listener),
    onExit: (listener) => void (onExit = listener),
    openPort(peer): Port {
      const portId = nextPortId++;
      const port = createRelayedPort(portId, send, () => ports.delete(portId));
      ports.set(portId, port);
      send({ type: 'port_opened', portId, peer });
      return port;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
