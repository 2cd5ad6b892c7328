import type { DiscardReason } from '../../shared/base/discard-reasons.ts';
import type { Port } from '../../shared/base/port.ts';
import {
  MAX_READINGS_PER_MESSAGE,
  toDevicesSchema,
  type DeviceCounters,
  type DeviceStatus,
  type FromDevices,
  type ToDevices,
} from '../../shared/contract/device-messages.ts';
import type { Reading } from '../../shared/contract/readings.ts';
import type { Schedule } from './transports/transport.ts';
import { createUnacknowledgedReadings, type UnacknowledgedReadings } from './unacknowledged-readings.ts';

/** Heart rate may wait this long, so that 64 straps make twenty messages a second and not 260. */
const FLUSH_AFTER_MS = 50;
/**
 * Readings of one device on their way to core. Core acknowledges heart rate when it commits a whole
 * minute: 64 straps say 15,600 readings in one, and this is twice that. Beyond it core is not keeping
 * up, and the rest waits here, where it is bounded, instead of in the channel, where it is not.
 */
export const MAX_IN_FLIGHT = 32_768;

interface Stream {
  readonly readings: UnacknowledgedReadings;
  /** Last sequence number handed to the present port. */
  sentSeq: number;
  ackedSeq: number;
  readonly discarded: Map<DiscardReason, number>;
}

/**
 * The line to core: numbers readings, keeps them until core has committed them, sends them in
 * batches, and sends again whatever a new core has not acknowledged.
 */
export interface CoreLine {
  /** A core has connected. The former one, if any, is let go. */
  connect(port: Port, statuses: readonly DeviceStatus[]): void;
  reading(reading: Reading): void;
  discarded(device: string, reason: DiscardReason, bytes: number): void;
  status(status: DeviceStatus): void;
  counters(device: string, counters: DeviceCounters): void;
  /** Says what is no reading and is not kept for a core that is away. */
  send(news: Extract<FromDevices, { type: 'detection' | 'ports' | 'capture' }>): void;
  /** Drops what is too old or too much, and says so. Call every second or so. */
  trim(): void;
  /** Sends what is waiting and closes. */
  close(): void;
}

/**
 * @param runId names this run of the process; sequence numbers count anew in each
 * @param onMessage what core asks for, checked; acknowledgements are dealt with here
 * @param onRefused a message from core that breaks the contract
 */
export function createCoreLine(deps: {
  readonly runId: string;
  readonly nowMs: () => number;
  readonly monotonicMs: () => number;
  readonly schedule: Schedule;
  readonly onMessage: (message: Exclude<ToDevices, { type: 'ack' }>) => void;
  readonly onRefused: () => void;
}): CoreLine {
  const streams = new Map<string, Stream>();
  let port: Port | null = null;
  let flushing = false;

  const streamOf = (device: string): Stream => {
    let stream = streams.get(device);
    if (stream === undefined) {
      stream = { readings: createUnacknowledgedReadings(), sentSeq: 0, ackedSeq: 0, discarded: new Map() };
      streams.set(device, stream);
    }
    return stream;
  };

  const post = (message: FromDevices): void => port?.postMessage(message);

  const sendReadings = (device: string, stream: Stream): void => {
    for (;;) {
      const room = Math.min(MAX_READINGS_PER_MESSAGE, MAX_IN_FLIGHT - (stream.sentSeq - stream.ackedSeq));
      const batch = port !== null && room > 0 ? stream.readings.after(stream.sentSeq, room) : [];
      if (batch.length === 0) return;
      stream.sentSeq = batch[batch.length - 1]!.seq;
      post({ type: 'readings', device, readings: batch });
    }
  };

  const flushStream = (device: string, stream: Stream): void => {
    for (const [reason, bytes] of stream.discarded) {
      post({ type: 'discarded', device, reason, bytes, at: Math.round(deps.nowMs()) });
    }
    stream.discarded.clear();
    sendReadings(device, stream);
  };

  const flushAll = (): void => {
    for (const [device, stream] of streams) flushStream(device, stream);
  };

  const flushSoon = (): void => {
    if (flushing || port === null) return;
    flushing = true;
    deps.schedule(FLUSH_AFTER_MS, () => {
      flushing = false;
      flushAll();
    });
  };

  const acknowledge = (device: string, seq: number): void => {
    const stream = streams.get(device);
    // A number that was never sent belongs to another run.
    if (stream === undefined || seq > stream.readings.lastSeq) return;
    stream.ackedSeq = Math.max(stream.ackedSeq, seq);
    stream.sentSeq = Math.max(stream.sentSeq, seq);
    stream.readings.acknowledge(seq);
    sendReadings(device, stream);
  };

  const received = (raw: unknown): void => {
    const parsed = toDevicesSchema.safeParse(raw);
    if (!parsed.success) deps.onRefused();
    else if (parsed.data.type === 'ack') acknowledge(parsed.data.device, parsed.data.seq);
    else deps.onMessage(parsed.data);
  };

  return {
    connect(to, statuses) {
      port?.close();
      port = to;
      to.onClose(() => {
        if (port === to) port = null;
      });
      post({ type: 'hello', run_id: deps.runId });
      for (const status of statuses) post({ type: 'status', status });
      for (const stream of streams.values()) stream.sentSeq = stream.ackedSeq;
      flushAll();
      to.onMessage((raw) => {
        if (port === to) received(raw);
      });
    },
    reading(reading) {
      const stream = streamOf(reading.device);
      stream.readings.add(reading, deps.monotonicMs());
      // Somebody waits in front of a card reader or on a scale; nobody sees 50 ms of a heart rate.
      if (reading.kind === 'heart_rate') flushSoon();
      else flushStream(reading.device, stream);
    },
    discarded(device, reason, bytes) {
      const { discarded } = streamOf(device);
      discarded.set(reason, (discarded.get(reason) ?? 0) + bytes);
      flushSoon();
    },
    status(status) {
      post({ type: 'status', status });
    },
    counters(device, counters) {
      post({ type: 'counters', device, counters });
    },
    send: post,
    trim() {
      for (const [device, stream] of streams) {
        if (port === null) stream.discarded.clear();
        const dropped = stream.readings.trim(deps.monotonicMs());
        if (dropped === null) continue;
        stream.ackedSeq = Math.max(stream.ackedSeq, dropped.toSeq);
        stream.sentSeq = Math.max(stream.sentSeq, dropped.toSeq);
        post({ type: 'overrun', device, from_seq: dropped.fromSeq, to_seq: dropped.toSeq });
      }
    },
    close() {
      flushAll();
      port?.close();
      port = null;
    },
  };
}
