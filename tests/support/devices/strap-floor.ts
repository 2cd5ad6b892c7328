import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { asRpcPort } from '../../../electron/core/host/rpc-port.ts';
import { pickEnvironment } from '../../../electron/main/child-environment.ts';
import { launchNodeChild } from '../../../electron/main/node-child.ts';
import type { SupervisedChild } from '../../../electron/main/supervised-child.ts';
import { join as joinPorts } from '../../../electron/main/port-broker.ts';
import type { CoreClient } from '../../../electron/preload/bridge.ts';
import type { Port } from '../../../shared/base/port.ts';
import type { FromDevices } from '../../../shared/contract/device-messages.ts';
import type { KioskState } from '../../../shared/contract/kiosk-api.ts';
import { createPseudoTerminal } from '../pseudo-terminal.ts';
import { waitFor } from '../wait-for.ts';
import { startStrapTransmitter, type StrapTransmitter } from './strap-transmitter.ts';

/** A full gym floor on this machine: straps on a pseudo-terminal, the real device process and the real core. */
export interface StrapFloor {
  readonly sensors: readonly number[];
  readonly straps: StrapTransmitter;
  readonly dataDir: string;
  readonly corePid: number;
  readonly devicesPid: number;
  /** What the page calls. */
  readonly client: CoreClient;
  /** Holds the first member's card to the reader; resolves with the session that opens, or null when aborted. */
  checkIn(signal: AbortSignal): Promise<string | null>;
  /** Straps fall silent, both processes finish; resolves with their exit statuses. */
  stop(): Promise<readonly (number | string)[]>;
}

const ROOT = join(import.meta.dirname, '..', '..', '..', 'electron');
const FIRST_SENSOR = 2_001;
const LOOK_EVERY_MS = 25;
const HOLD_AGAIN_AFTER_MS = 4_000;
/** Card 0008075634, EEVblog. */
const CARD = { code: '0008075634', frame: Buffer.from('0236463030374233393732354603', 'hex') };

function configOf(sensors: readonly number[], stick: string, door: string): Record<string, unknown> {
  return {
    gym_id: 'bench',
    devices: [
      {
        id: 'stick',
        family: 'ant',
        transport: { type: 'serial', path: stick },
        // No network key: the driver then starts no dialogue, and hears what the stick says all the same.
        options: {
          straps: Object.fromEntries(sensors.map((sensor, index) => [String(sensor), String(index)])),
        },
      },
      { id: 'door', family: 'rdm6300', transport: { type: 'serial', path: door } },
    ],
    members: sensors.map((_sensor, index) => ({
      member_number: String(index),
      first_name: `Runner${index}`,
      ...(index === 0 ? { cards: [CARD.code] } : {}),
    })),
  };
}

interface Launched {
  readonly child: SupervisedChild;
  readonly ready: Promise<void>;
  readonly ended: Promise<number | string>;
}

/** Starts core or the device process as `npm run core` does. */
function launch(name: 'core' | 'devices', folder: string): Launched {
  const env = {
    ...process.env,
    KIOSK_DATA_DIR: join(folder, 'data'),
    KIOSK_CONFIG: join(folder, 'config.json'),
    KIOSK_OUTPUT: 'none',
  };
  const child = launchNodeChild({
    node: process.execPath,
    script: join(ROOT, name, `${name}.ts`),
    env: pickEnvironment(name, env),
  });
  const ended = new Promise<number | string>((resolve) => child.onExit(resolve));
  const ready = new Promise<void>((resolve, reject) => {
    child.onMessage((message) => {
      if (message.type === 'ready') resolve();
      if (message.type === 'fatal') reject(new Error(message.code));
    });
    void ended.then((status) => reject(new Error(`${name} ended early: ${status}`)));
  });
  return { child, ready, ended };
}

/** Passes a port on and shows what comes in. */
function overheard(port: Port, onMessage: (message: FromDevices) => void): Port {
  return {
    ...port,
    onMessage: (listener) =>
      port.onMessage((message) => {
        onMessage(message as FromDevices);
        listener(message);
      }),
  };
}

/** Follows the kiosk's state; asks who is at the screen. */
function followState(client: CoreClient, signal: AbortSignal): () => string | null {
  let state: KioskState | null = null;
  const follow = async (): Promise<void> => {
    for await (const next of await client.kiosk.watch(undefined, { signal })) state = next;
  };
  // Ends with core, or when the floor is closed.
  follow().catch(() => undefined);
  return () => (state?.view.name === 'member' ? state.view.session.session_id : null);
}

/**
 * @param folder for the configuration, the store and the two cables
 * @param onDevices sees everything that the device process says to core, as it passes this process
 */
export async function startStrapFloor(
  folder: string,
  strapCount: number,
  onDevices: (message: FromDevices) => void,
): Promise<StrapFloor> {
  const sensors = Array.from({ length: strapCount }, (_unused, index) => FIRST_SENSOR + index);
  const [stick, door] = [
    await createPseudoTerminal(folder, 'stick'),
    await createPseudoTerminal(folder, 'door'),
  ];
  writeFileSync(join(folder, 'config.json'), JSON.stringify(configOf(sensors, stick.path, door.path)));
  const [core, devices] = [launch('core', folder), launch('devices', folder)];
  await Promise.all([core.ready, devices.ready]);
  // Opening a port discards what came before: nobody transmits until the stick is open.
  let isOpen = false;
  const hear = (message: FromDevices): void => {
    if (message.type === 'status' && message.status.device === 'stick')
      isOpen ||= message.status.state === 'refused';
    onDevices(message);
  };
  joinPorts(core.child.openPort('devices'), overheard(devices.child.openPort('core'), hear));
  await waitFor(() => isOpen, 'the stick is open');
  const client = createORPCClient<CoreClient>(
    new RPCLink({ port: asRpcPort(core.child.openPort('renderer')) }),
  );
  const stopped = new AbortController();
  const sessionId = followState(client, stopped.signal);
  const straps = startStrapTransmitter(sensors, (bytes) => stick.write(bytes));
  return {
    sensors,
    straps,
    dataDir: join(folder, 'data'),
    corePid: core.child.pid!,
    devicesPid: devices.child.pid!,
    client,
    async checkIn(signal) {
      const before = sessionId();
      for (let waitedMs = 0; !signal.aborted; waitedMs += LOOK_EVERY_MS) {
        // A reader repeats a card only after it was away for a while.
        if (waitedMs % HOLD_AGAIN_AFTER_MS === 0) door.write(CARD.frame);
        const now = sessionId();
        if (now !== null && now !== before) return now;
        await pause(LOOK_EVERY_MS);
      }
      return null;
    },
    async stop() {
      straps.stop();
      stopped.abort();
      for (const each of [devices, core]) {
        each.child.send({ type: 'drain' });
        await each.ended;
      }
      await Promise.all([stick.unplug(), door.unplug()]);
      return Promise.all([core.ended, devices.ended]);
    },
  };
}
