import type { DeviceConfig, DeviceFamily } from '../../../shared/contract/kiosk-config.ts';
import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type {
  Driver,
  DriverOutlet,
  DriverReading,
  FamilyRegistration,
} from '../../../electron/devices/driver.ts';

/** Everything a driver said, in order of kind. */
export interface RecordedDriver {
  readonly driver: Driver;
  readonly readings: DriverReading[];
  readonly discarded: { reason: DiscardReason; bytes: number }[];
  readonly sent: string[];
  /** `ready`, or `lost:no_answer` with its reason. */
  readonly states: string[];
  /** The reasons alone, for short assertions. */
  readonly reasons: () => readonly DiscardReason[];
}

export function simulatedConfig(family: DeviceFamily, scenario: Record<string, unknown> = {}): DeviceConfig {
  return { id: 'bench', family, transport: { type: 'simulated', scenario }, options: {} };
}

/** Latin-1 bytes of a text, as they would come over the wire. */
export function wire(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

/** A family's driver whose outlet writes everything down; opened at time 0. */
export function recordDriver(registration: FamilyRegistration): RecordedDriver {
  const readings: DriverReading[] = [];
  const discarded: { reason: DiscardReason; bytes: number }[] = [];
  const sent: string[] = [];
  const states: string[] = [];
  const outlet: DriverOutlet = {
    send: (bytes) => sent.push(Buffer.from(bytes).toString('latin1')),
    reading: (reading) => readings.push(reading),
    discarded: (reason, bytes) => discarded.push({ reason, bytes }),
    state: (state, reason) => states.push(reason === undefined ? state : `${state}:${reason}`),
    reopen: (reason) => states.push(`reopen:${reason}`),
    tune: ({ baud_rate: baudRate }) => states.push(`tune:${baudRate}`),
  };
  const driver = registration.createDriver(simulatedConfig(registration.family), outlet);
  driver.opened(0);
  return { driver, readings, discarded, sent, states, reasons: () => discarded.map(({ reason }) => reason) };
}
