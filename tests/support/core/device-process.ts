import { createCoreLine, type CoreLine } from '../../../electron/devices/core-line.ts';
import { scheduleTimeout } from '../../../electron/devices/transports/transport.ts';
import type { Port } from '../../../shared/base/port.ts';
import { toDevicesSchema } from '../../../shared/contract/device-messages.ts';

/** The device process with the test in place of its hardware: the product's own line to core. */
export interface DeviceProcess {
  readonly line: CoreLine;
  /** Connects to a (new) core. */
  connect(port: Port): void;
  /** Highest reading of this device that a core said to be committed. */
  acknowledged(device: string): number;
  /** Runs `work` once that many readings of the device are acknowledged. */
  whenAcknowledged(device: string, seq: number, work: () => void): void;
}

export function createDeviceProcess(runId: string): DeviceProcess {
  const acknowledged = new Map<string, number>();
  let waiting: { device: string; seq: number; work: () => void }[] = [];
  const line = createCoreLine({
    runId,
    nowMs: () => Date.now(),
    monotonicMs: () => performance.now(),
    schedule: scheduleTimeout,
    onMessage: () => undefined,
    onRefused() {
      throw new Error('core broke the contract');
    },
  });
  const runDue = (): void => {
    const isDue = ({ device, seq }: { device: string; seq: number }): boolean =>
      (acknowledged.get(device) ?? 0) >= seq;
    const due = waiting.filter(isDue);
    waiting = waiting.filter((entry) => !isDue(entry));
    for (const { work } of due) work();
  };
  return {
    line,
    acknowledged: (device) => acknowledged.get(device) ?? 0,
    connect(port) {
      line.connect(
        {
          ...port,
          onMessage: (listener) =>
            port.onMessage((raw) => {
              listener(raw);
              const message = toDevicesSchema.parse(raw);
              if (message.type !== 'ack') return;
              acknowledged.set(message.device, Math.max(acknowledged.get(message.device) ?? 0, message.seq));
              runDue();
            }),
        },
        [],
      );
    },
    whenAcknowledged(device, seq, work) {
      waiting.push({ device, seq, work });
      runDue();
    },
  };
}
