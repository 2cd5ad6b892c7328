import type { Clock } from '../../shared/base/clock.ts';
import type { Log } from '../../shared/base/log.ts';
import type { Port } from '../../shared/base/port.ts';
import type { ToDevices } from '../../shared/contract/device-messages.ts';
import type { DeviceConfig, DeviceFamily } from '../../shared/contract/kiosk-config.ts';
import { createConnection, type Connection, type ConnectionListener } from './connection.ts';
import { createCoreLine } from './core-line.ts';
import type { FamilyRegistration } from './driver.ts';
import { openDevice, type DeviceSurroundings } from './open-device.ts';
import type { FarEnd } from './transports/simulated.ts';

/** How often counters of devices that did something are told to core. */
const COUNTERS_EVERY_MS = 2_000;
const TRIM_EVERY_MS = 1_000;

/** All configured devices and the line to core. */
export interface DeviceHub {
  /** A core has connected: it gets `hello`, each device's status and every unacknowledged reading. */
  coreConnected(port: Port): void;
  /** Closes every device and the line. */
  stop(): Promise<void>;
}

/** What core may ask for, acknowledgements apart. */
type Order = Exclude<ToDevices, { type: 'ack' }>;

interface RunningDevice {
  readonly connection: Connection;
  readonly farEnd: FarEnd | null;
  /** The configuration as text, to tell whether a new one differs. */
  readonly configured: string;
  toldBytes: number;
}

/**
 * @param findFamily the registry
 * @param runId names this run of the process
 * @param traffic sees every byte of every device, for a capture; absent when none is asked for
 */
export function createDeviceHub(deps: {
  readonly findFamily: (family: DeviceFamily) => FamilyRegistration | undefined;
  readonly runId: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly surroundings: DeviceSurroundings;
  readonly traffic?: (config: DeviceConfig, direction: 'received' | 'sent', bytes: Uint8Array) => void;
}): DeviceHub {
  const { clock, log, surroundings, traffic } = deps;
  const devices = new Map<string, RunningDevice>();
  let changing: Promise<void> = Promise.resolve();

  const line = createCoreLine({
    runId: deps.runId,
    nowMs: () => clock.nowMs(),
    monotonicMs: () => clock.monotonicMs(),
    schedule: surroundings.schedule,
    onMessage: (message) => onMessage(message),
    onRefused: () => log.warn({}, 'a message from core breaks the contract'),
  });

  const stopTrimming = surroundings.every(TRIM_EVERY_MS, () => line.trim());
  const stopCounting = surroundings.every(COUNTERS_EVERY_MS, () => {
    for (const [id, device] of devices) {
      const counters = device.connection.counters();
      if (counters.bytes === device.toldBytes) continue;
      device.toldBytes = counters.bytes;
      line.counters(id, counters);
    }
  });

  const listenerFor = (config: DeviceConfig): ConnectionListener => ({
    reading: (reading) => line.reading(reading),
    discarded: (reason, bytes) => line.discarded(config.id, reason, bytes),
    status(status) {
      log.info({ device: status.device, state: status.state, reason: status.reason }, 'device state');
      line.status(status);
    },
    ...(traffic === undefined ? {} : { traffic: (direction, bytes) => traffic(config, direction, bytes) }),
  });

  const startDevice = (config: DeviceConfig): void => {
    const registration = deps.findFamily(config.family);
    if (registration === undefined) {
      log.error({ device: config.id, family: config.family }, 'no driver for this family');
      return;
    }
    const { transport, farEnd } = openDevice(config, registration, surroundings);
    const connection = createConnection({
      config,
      registration,
      transport,
      clock,
      every: surroundings.every,
      listener: listenerFor(config),
    });
    devices.set(config.id, { connection, farEnd, configured: JSON.stringify(config), toldBytes: 0 });
    line.status(connection.status());
  };

  const stopDevice = async (id: string): Promise<void> => {
    const device = devices.get(id);
    devices.delete(id);
    device?.farEnd?.stop();
    await device?.connection.stop();
  };

  /** Devices whose configuration did not change go on undisturbed: core configures anew after each restart. */
  const configure = async (configs: readonly DeviceConfig[]): Promise<void> => {
    const wanted = new Map(configs.map((config) => [config.id, JSON.stringify(config)]));
    const changed = [...devices].filter(([id, device]) => wanted.get(id) !== device.configured);
    for (const [id] of changed) await stopDevice(id);
    for (const config of configs) {
      if (devices.has(config.id)) continue;
      try {
        startDevice(config);
      } catch (error) {
        log.error({ device: config.id, error: String(error) }, 'device cannot be set up');
      }
    }
  };

  const simulate = (id: string, action: string, args: Record<string, unknown>): void => {
    const farEnd = devices.get(id)?.farEnd;
    if (farEnd === null || farEnd === undefined) {
      log.warn({ device: id, action }, 'only a simulated device can be told what to do');
      return;
    }
    try {
      farEnd.act(action, args);
    } catch (error) {
      log.warn({ device: id, action, error: String(error) }, 'the simulated device refused');
    }
  };

  const carryOutAfter = async (before: Promise<void>, message: Order): Promise<void> => {
    await before;
    if (message.type === 'configure') await configure(message.devices);
    else simulate(message.device, message.action, message.args);
  };

  const onMessage = (message: Order): void => {
    // One after the other: a device must be closed before its port is opened anew, and an action
    // that follows a configuration is meant for the device it set up.
    changing = carryOutAfter(changing, message);
  };

  return {
    coreConnected(port) {
      line.connect(
        port,
        [...devices.values()].map((device) => device.connection.status()),
      );
    },
    async stop() {
      await changing;
      stopTrimming();
      stopCounting();
      await Promise.all([...devices.keys()].map(stopDevice));
      line.close();
    },
  };
}
