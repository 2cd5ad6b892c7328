import type { Clock } from '../../shared/base/clock.ts';
import type { Log } from '../../shared/base/log.ts';
import type { Port } from '../../shared/base/port.ts';
import type { Detection, FoundPort, ToDevices } from '../../shared/contract/device-messages.ts';
import type { DeviceConfig } from '../../shared/contract/kiosk-config.ts';
import { chooseDriver } from './choose-driver.ts';
import { createConnection, type Connection, type ConnectionListener } from './connection.ts';
import { createCoreLine } from './core-line.ts';
import { createDeviceCaptures, type CaptureFile } from './device-captures.ts';
import { createFoundDevices, type FoundDevices } from './discovery/found-devices.ts';
import { createPortClaims } from './discovery/port-claims.ts';
import type { FamilyRegistration, StrapSelection } from './driver.ts';
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
  /** Counters as last told, as text. */
  told: string;
}

/**
 * @param families the registry
 * @param runId names this run of the process
 * @param restart ends this process in order, so that its parent starts another
 * @param openCapture creates the file of a capture that staff switch on
 * @param traffic sees every byte of every device, for a capture of the whole run; absent when none is asked for
 */
export function createDeviceHub(deps: {
  readonly families: readonly FamilyRegistration[];
  readonly runId: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly surroundings: DeviceSurroundings;
  readonly restart: () => void;
  readonly openCapture: (path: string) => Promise<CaptureFile>;
  readonly traffic?: (config: DeviceConfig, direction: 'received' | 'sent', bytes: Uint8Array) => void;
}): DeviceHub {
  const { clock, families, log, surroundings, traffic } = deps;
  const devices = new Map<string, RunningDevice>();
  const detections = new Map<string, Detection>();
  const claims = createPortClaims();
  let changing: Promise<void> = Promise.resolve();
  let configured: readonly DeviceConfig[] = [];
  let found: readonly DeviceConfig[] = [];
  let ports: readonly FoundPort[] = [];
  let discovery: FoundDevices | null = null;
  let strapSelection: StrapSelection | null = null;

  const line = createCoreLine({
    runId: deps.runId,
    nowMs: () => clock.nowMs(),
    monotonicMs: () => clock.monotonicMs(),
    schedule: surroundings.schedule,
    onMessage: (message) => onMessage(message),
    onRefused: () => log.warn({}, 'a message from core breaks the contract'),
  });
  const captures = createDeviceCaptures({
    openFile: deps.openCapture,
    nowMs: () => clock.nowMs(),
    schedule: surroundings.schedule,
    say: (capture) => line.send({ type: 'capture', capture }),
  });

  const sendCounters = (): void => {
    for (const [id, device] of devices) {
      const counters = device.connection.counters();
      const text = JSON.stringify(counters);
      if (text === device.told) continue;
      device.told = text;
      line.counters(id, counters);
    }
  };
  const stopTrimming = surroundings.every(TRIM_EVERY_MS, () => line.trim());
  const stopCounting = surroundings.every(COUNTERS_EVERY_MS, sendCounters);

  const listenerFor = (config: DeviceConfig): ConnectionListener => ({
    reading: (reading) => line.reading(reading),
    discarded: (reason, bytes) => line.discarded(config.id, reason, bytes),
    status(status) {
      log.info({ device: status.device, state: status.state, reason: status.reason }, 'device state');
      line.status(status);
    },
    detected(detection) {
      log.info({ ...detection }, 'device detection');
      detections.set(config.id, detection);
      line.send({ type: 'detection', detection });
    },
    traffic(direction, bytes) {
      captures.traffic(config, direction, bytes);
      traffic?.(config, direction, bytes);
    },
  });

  const startDevice = (config: DeviceConfig): void => {
    // Nobody has said what is on a port that was merely found, so nothing is sent to it.
    const createDriver = chooseDriver(config, families, configured.includes(config));
    if (createDriver === null) {
      log.error({ device: config.id, family: config.family }, 'no driver for this family');
      return;
    }
    const registration = families.find(({ family }) => family === config.family);
    const { transport, farEnd } = openDevice(config, registration, claims, surroundings);
    const connection = createConnection({
      config,
      createDriver,
      transport,
      clock,
      every: surroundings.every,
      listener: listenerFor(config),
    });
    if (strapSelection !== null) connection.straps(strapSelection);
    devices.set(config.id, { connection, farEnd, configured: JSON.stringify(config), told: '' });
    line.status(connection.status());
  };

  const stopDevice = async (id: string): Promise<void> => {
    const device = devices.get(id);
    devices.delete(id);
    detections.delete(id);
    device?.farEnd?.stop();
    await device?.connection.stop();
  };

  /** Devices whose configuration did not change go on undisturbed: core configures anew after each restart. */
  const startAndStop = async (): Promise<void> => {
    const configs = [...configured, ...found];
    const wanted = new Map(configs.map((config) => [config.id, JSON.stringify(config)]));
    const changed = [...devices].filter(([id, device]) => wanted.get(id) !== device.configured);
    for (const [id] of changed) {
      await stopDevice(id);
      if (!wanted.has(id)) await captures.stop(id, 'device_gone');
    }
    for (const config of configs) {
      if (devices.has(config.id)) continue;
      try {
        startDevice(config);
      } catch (error) {
        log.error({ device: config.id, error: String(error) }, 'device cannot be set up');
      }
    }
  };

  const startDiscovery = (): FoundDevices =>
    createFoundDevices({
      families,
      list: surroundings.listPorts,
      realPath: surroundings.realPath,
      schedule: surroundings.schedule,
      onChange(configs, now) {
        found = configs;
        ports = now;
        line.send({ type: 'ports', ports: [...now] });
        inTurn(startAndStop);
      },
      onFailed: (error) => log.warn({ error: String(error) }, 'ports cannot be listed'),
    });

  const configure = async ({ devices: configs, discover }: Order & { type: 'configure' }): Promise<void> => {
    configured = configs;
    if (discover) {
      discovery ??= startDiscovery();
      await discovery.configured(configs);
    } else {
      discovery?.stop();
      discovery = null;
      found = [];
      ports = [];
    }
    await startAndStop();
  };

  const simulate = ({ device, action, args }: Order & { type: 'simulate' }): void => {
    const farEnd = devices.get(device)?.farEnd;
    if (farEnd === null || farEnd === undefined) {
      log.warn({ device, action }, 'only a simulated device can be told what to do');
      return;
    }
    try {
      farEnd.act(action, args);
    } catch (error) {
      log.warn({ device, action, error: String(error) }, 'the simulated device refused');
    }
  };

  const capture = async ({ device, capture: order }: Order & { type: 'capture' }): Promise<void> => {
    const config = devices.get(device)?.connection.config;
    if (order === null) await captures.stop(device, 'stopped');
    else if (config !== undefined) await captures.start(config, order);
    else {
      const since = Math.round(clock.nowMs());
      line.send({
        type: 'capture',
        capture: { device, path: order.path, state: 'refused', bytes: 0, since },
      });
    }
  };

  const selectStraps = ({ known, worn, pairing }: Order & { type: 'straps' }): void => {
    strapSelection = { known, worn, pairing };
    for (const { connection } of devices.values()) connection.straps(strapSelection);
  };

  /** A device that is gone from the list is started anew by the same rule as a new one. */
  const reopen = async (id: string): Promise<void> => {
    await stopDevice(id);
    await startAndStop();
  };

  const carryOut = async (message: Order): Promise<void> => {
    if (message.type === 'configure') await configure(message);
    else if (message.type === 'capture') await capture(message);
    else if (message.type === 'straps') selectStraps(message);
    else if (message.type === 'reopen') await reopen(message.device);
    else if (message.type === 'restart') deps.restart();
    else simulate(message);
  };

  /**
   * One after the other: a device must be closed before its port is opened anew, and an action that
   * follows a configuration is meant for the device it set up.
   */
  const inTurn = (work: () => Promise<void>): void => {
    const before = changing;
    changing = before.then(work);
  };
  const onMessage = (message: Order): void => inTurn(() => carryOut(message));

  return {
    coreConnected(port) {
      line.connect(
        port,
        [...devices.values()].map((device) => device.connection.status()),
      );
      for (const device of devices.values()) device.told = '';
      sendCounters();
      for (const detection of detections.values()) line.send({ type: 'detection', detection });
      if (discovery !== null) line.send({ type: 'ports', ports: [...ports] });
      for (const running of captures.running()) line.send({ type: 'capture', capture: running });
    },
    async stop() {
      discovery?.stop();
      await changing;
      stopTrimming();
      stopCounting();
      await Promise.all([...devices.keys()].map(stopDevice));
      await captures.stopAll();
      line.close();
    },
  };
}
