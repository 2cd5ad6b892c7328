import type { Clock } from '../../shared/base/clock.ts';
import type { DiscardReason } from '../../shared/base/discard-reasons.ts';
import type {
  DeviceCounters,
  DeviceReason,
  DeviceState,
  DeviceStatus,
  Detection,
} from '../../shared/contract/device-messages.ts';
import type { DeviceConfig } from '../../shared/contract/kiosk-config.ts';
import { readingSchema, type Reading } from '../../shared/contract/readings.ts';
import { createAwakeClock } from './awake-clock.ts';
import { createDeviceCounters } from './device-counters.ts';
import type { DetectingOutlet, Driver, DriverReading, StrapSelection } from './driver.ts';
import type { Transport } from './transports/transport.ts';

/** How often drivers look at their time-outs. */
const DRIVER_TICK_MS = 100;

/** What one configured device tells the rest of the process. */
export interface ConnectionListener {
  reading(reading: Reading): void;
  discarded(reason: DiscardReason, bytes: number): void;
  status(status: DeviceStatus): void;
  detected(detection: Detection): void;
  /** Bytes as they travel, for a capture. `sent` may hold secrets: whoever writes it down redacts. */
  traffic?(direction: 'received' | 'sent', bytes: Uint8Array): void;
}

/** One configured device: its transport, its driver, its state and its counters. */
export interface Connection {
  readonly config: DeviceConfig;
  status(): DeviceStatus;
  counters(): DeviceCounters;
  /** Which straps core wants; without effect on devices that choose none. */
  straps(wish: StrapSelection): void;
  stop(): Promise<void>;
}

/**
 * Opens a device and keeps it going until stopped.
 * @param createDriver makes the driver of the device's family, or the one that finds out which it is
 * @param transport moves its bytes
 * @param every runs something again and again; returns how to stop it
 */
export function createConnection(deps: {
  readonly config: DeviceConfig;
  readonly createDriver: (config: DeviceConfig, outlet: DetectingOutlet) => Driver;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly every: (intervalMs: number, run: () => void) => () => void;
  readonly listener: ConnectionListener;
}): Connection {
  const { config, createDriver, transport, clock, listener } = deps;
  const counted = createDeviceCounters();
  let everOpened = false;
  let open = false;
  let status: DeviceStatus = {
    device: config.id,
    family: config.family,
    state: 'opening',
    since: clock.nowMs(),
    reason: null,
  };

  const setStatus = (state: DeviceState, reason: DeviceReason | null): void => {
    if (status.state === state && status.reason === reason) return;
    status = { ...status, state, reason, since: clock.nowMs() };
    listener.status(status);
  };

  const countDiscarded = (reason: DiscardReason, count: number): void => {
    counted.discarded(reason);
    listener.discarded(reason, count);
  };

  const outlet: DetectingOutlet = {
    send(message) {
      listener.traffic?.('sent', message);
      if (!transport.send(message)) countDiscarded('buffer_full', message.length);
    },
    reading(said: DriverReading) {
      // A driver that lets through what the contract forbids must not reach core: it would be refused there unseen.
      const checked = readingSchema.safeParse({
        ...said,
        device: config.id,
        at: Math.max(0, Math.round(clock.nowMs())),
      });
      if (!checked.success) {
        countDiscarded('implausible', 0);
        return;
      }
      counted.reading(checked.data);
      listener.reading(checked.data);
    },
    discarded: countDiscarded,
    state(state, reason) {
      setStatus(state, reason ?? null);
    },
    reopen: (reason) => transport.reopen(reason),
    tune: (settings) => transport.tune(settings),
    detected(detection) {
      listener.detected({ ...detection, device: config.id });
      const family = detection.family ?? 'auto';
      if (family === status.family) return;
      status = { ...status, family, since: clock.nowMs() };
      listener.status(status);
    },
  };

  const driver = createDriver(config, outlet);
  const awakeMs = createAwakeClock(() => clock.monotonicMs());
  const stopTicking = deps.every(DRIVER_TICK_MS, () => {
    const nowMs = awakeMs();
    if (open) driver.tick(nowMs);
  });

  transport.start({
    opened() {
      if (everOpened) counted.reopened();
      everOpened = true;
      open = true;
      setStatus('starting', null);
      driver.opened(awakeMs());
    },
    received(chunk) {
      counted.bytes(chunk.length, Math.round(clock.nowMs()));
      listener.traffic?.('received', chunk);
      driver.received(chunk, awakeMs());
    },
    closed(code) {
      if (open) driver.closed();
      open = false;
      setStatus(everOpened ? 'lost' : 'opening', code);
    },
  });

  return {
    config,
    status: () => status,
    counters: counted.read,
    straps: (wish) => driver.straps?.(wish),
    async stop() {
      stopTicking();
      await transport.stop();
      if (open) driver.closed();
      open = false;
    },
  };
}
