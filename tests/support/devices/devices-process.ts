import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { fromDevicesSchema, type FromDevices } from '../../../shared/contract/device-messages.ts';
import { fromChildSchema, type FromChild } from '../../../shared/contract/process-messages.ts';
import type { Reading } from '../../../shared/contract/readings.ts';

const ENTRY = fileURLToPath(new URL('../../../electron/devices/devices.ts', import.meta.url));

/** The real devices process, started as its parent starts it, with this test as core. */
export interface DevicesProcess {
  readonly pid: number;
  /** Everything it said on the line to core. */
  readonly said: FromDevices[];
  /** What it said to its parent, the line to core apart. */
  readonly toParent: FromChild[];
  readonly log: () => string;
  /** A core connects (again); readings are acknowledged as they come when `acknowledge` says so. */
  connect(acknowledge: boolean): void;
  send(message: unknown): void;
  tell(message: unknown): void;
  readings(device: string): Reading[];
  states(device: string): string[];
  /** Asks it to finish. @returns its exit status */
  drain(): Promise<number | null>;
  /** The parent dies, as far as the process can see. @returns its exit status */
  orphan(): Promise<number | null>;
  kill(): void;
}

/** @param env settings of the process beside those of this one */
export async function startDevicesProcess(env: Record<string, string> = {}): Promise<DevicesProcess> {
  const child = fork(ENTRY, {
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...env },
  });
  const said: FromDevices[] = [];
  const toParent: FromChild[] = [];
  let log = '';
  let portId = 0;
  let acknowledging = false;
  child.stderr!.on('data', (chunk) => (log += String(chunk)));
  child.stdout!.on('data', (chunk) => (log += `STDOUT ${String(chunk)}`));
  const tell = (message: unknown): void => void child.send(message as object);
  const send = (data: unknown): void => tell({ type: 'port_message', portId, data });
  child.on('message', (raw) => {
    const message = fromChildSchema.parse(raw);
    if (message.type !== 'port_message') {
      toParent.push(message);
      return;
    }
    if (message.portId !== portId) return;
    const data = fromDevicesSchema.parse(message.data);
    said.push(data);
    if (acknowledging && data.type === 'readings') {
      send({ type: 'ack', device: data.device, seq: data.readings.at(-1)!.seq });
    }
  });
  await once(child, 'message');
  const exited = async (): Promise<number | null> => {
    const [status] = (await once(child, 'exit')) as [number | null];
    return status;
  };
  return {
    pid: child.pid!,
    said,
    toParent,
    log: () => log,
    connect(acknowledge) {
      portId += 1;
      acknowledging = acknowledge;
      tell({ type: 'port_opened', portId, peer: 'core' });
    },
    send,
    tell,
    readings: (device) =>
      said.flatMap((message) =>
        message.type === 'readings' && message.device === device
          ? message.readings.map((each) => each.reading)
          : [],
      ),
    states: (device) =>
      said.flatMap((message) =>
        message.type === 'status' && message.status.device === device ? [message.status.state] : [],
      ),
    async drain() {
      tell({ type: 'drain' });
      return exited();
    },
    async orphan() {
      child.disconnect();
      return exited();
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
