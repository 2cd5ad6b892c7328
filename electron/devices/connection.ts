import type { Clock } from '../../shared/base/clock.ts';
import type { DiscardReason } from '../../shared/base/discard-reasons.ts';
import type { DeviceCounters, DeviceState, DeviceStatus } from '../../shared/contract/device-messages.ts';
import type { DeviceConfig } from '../../shared/contract/kiosk-config.ts';
import { readingSchema, type Reading } from '../../shared/contract/readings.ts';
import type { DriverOutlet, DriverReading, FamilyRegistration } from './driver.ts';
import type { Transport } from './transports/transport.ts';

/** How often drivers look at their time-outs. */
const DRIVER_TICK_MS = 100;

/** What one configured device tells the rest of the process. */
export interface ConnectionListener {
  reading(reading: Reading): void;
  discarded(reason: DiscardReason, bytes: number): void;
  status(status: DeviceStatus): void;
  /** Bytes as they travel, for a capture. `sent` may hold secrets: whoever writes it down redacts. */
  traffic?(direction: 'received' | 'sent', bytes: Uint8Array): void;
}

/** One configured device: its transport, its driver, its state and its counters. */
export interface Connection {
  readonly config: DeviceConfig;
  status(): DeviceStatus;
  counters(): DeviceCounters;
  stop(): Promise<void>;
}

/**
 * Opens a device and keeps it going until stopped.
 * @param registration the device's family
 * @param transport moves its bytes
 * @param every runs something again and again; returns how to stop it
 */
export function createConnection(deps: {
  readonly config: DeviceConfig;
  readonly registration: FamilyRegistration;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly every: (intervalMs: number, run: () => void) => () => void;
  readonly listener: ConnectionListener;
}): Connection {
  const { config, registration, transport, clock, listener } = deps;
  const discarded: Partial<Record<DiscardReason, number>> = {};
  let bytes = 0;
  let frames = 0;
  let readings = 0;
  let reopened = 0;
  let lastByteAt: number | null = null;
  let everOpened = false;
  let open = false;
  let status: DeviceStatus = {
    device: config.id,
    family: config.family,
    state: 'opening',
    since: clock.nowMs(),
    reason: null,
  };

  const setStatus = (state: DeviceState, reason: string | null): void => {
    if (status.state === state && status.reason === reason) return;
    status = { ...status, state, reason, since: clock.nowMs() };
    listener.status(status);
  };

  const countDiscarded = (reason: DiscardReason, count: number): void => {
    discarded[reason] = (discarded[reason] ?? 0) + 1;
    listener.discarded(reason, count);
  };

  const outlet: DriverOutlet = {
    send(message) {
      listener.traffic?.('sent', message);
      if (!transport.send(message)) countDiscarded('buffer_full', message.length);
    },
    reading(said: DriverReading) {
      frames += 1;
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
      readings += 1;
      listener.reading(checked.data);
    },
    discarded: countDiscarded,
    state(state, reason) {
      setStatus(state, reason ?? null);
    },
    reopen(reason) {
      transport.reopen(reason);
    },
  };

  const driver = registration.createDriver(config, outlet);
  const stopTicking = deps.every(DRIVER_TICK_MS, () => {
    if (open) driver.tick(clock.monotonicMs());
  });

  transport.start({
    opened() {
      if (everOpened) reopened += 1;
      everOpened = true;
      open = true;
      setStatus('starting', null);
      driver.opened(clock.monotonicMs());
    },
    received(chunk) {
      bytes += chunk.length;
      lastByteAt = Math.round(clock.nowMs());
      listener.traffic?.('received', chunk);
      driver.received(chunk, clock.monotonicMs());
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
    counters: () => ({
      bytes,
      frames,
      readings,
      discarded: { ...discarded },
      reopened,
      last_byte_at: lastByteAt,
    }),
    async stop() {
      stopTicking();
      await transport.stop();
      if (open) driver.closed();
      open = false;
    },
  };
}
