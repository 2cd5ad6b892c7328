import type { CheckInOutcome } from '../flows/check-in.ts';
import type { DeviceStatus, FromDevices } from '../../../shared/contract/device-messages.ts';
import type { Reading } from '../../../shared/contract/readings.ts';
import type { Settings } from './read-settings.ts';

/** One JSON object a line on standard output, for headless use and for tests. */
export interface Output {
  ready(facts: { kiosk_id: string; gym_id: string; epoch: number }): void;
  /** A device's state changed. */
  device(status: DeviceStatus): void;
  reading(reading: Reading): void;
  discarded(discarded: Extract<FromDevices, { type: 'discarded' }>): void;
  checkIn(outcome: CheckInOutcome, scan: { device: string; at: number }): void;
  stopped(): void;
}

/** @param write takes one line, newline included */
export function createOutput(level: Settings['output'], write: (line: string) => void): Output {
  const event = (fields: Record<string, unknown>): void => {
    if (level !== 'none') write(`${JSON.stringify(fields)}\n`);
  };
  const saysReadings = level === 'readings';
  return {
    ready: (facts) => event({ event: 'ready', ...facts }),
    device: ({ device, family, state, reason, since }) =>
      event({ event: 'device', device, family, state, reason, at: since }),
    reading(reading) {
      if (saysReadings) event({ event: 'reading', ...reading });
    },
    discarded({ device, reason, bytes, at }) {
      if (saysReadings) event({ event: 'discarded', device, reason, bytes, at });
    },
    checkIn(outcome, { device, at }) {
      event({
        event: 'check_in',
        outcome: outcome.outcome,
        device,
        at,
        ...(outcome.outcome === 'refused'
          ? { reason: outcome.reason }
          : { member_id: outcome.member.id, visit_id: outcome.visit.id }),
      });
    },
    stopped: () => event({ event: 'stopped' }),
  };
}
