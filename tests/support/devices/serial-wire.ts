import { createDetectingDriver } from '../../../electron/devices/discovery/detecting-driver.ts';
import { FAMILIES } from '../../../electron/devices/family-registry.ts';
import type {
  DetectingOutlet,
  Driver,
  DriverReading,
  FamilyRegistration,
} from '../../../electron/devices/driver.ts';
import type { LineSettings } from '../../../electron/devices/transports/transport.ts';
import type { Detection } from '../../../shared/contract/device-messages.ts';
import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import { simulatedConfig } from './recorded-driver.ts';
import { seededRandom } from '../seeded-random.ts';

/** A number of ones that is odd. */
const isOdd = (byte: number): boolean => byte.toString(2).replaceAll('0', '').length % 2 === 1;

/** A character as ten bits of a wire, its eighth bit being parity, stop bit or data. */
function onTheWire(byte: number, { data_bits: dataBits, parity }: LineSettings): number {
  if (dataBits === 8) return byte;
  if (parity === 'none') return byte | 0x80;
  return isOdd(byte & 0x7f) === (parity === 'even') ? byte | 0x80 : byte & 0x7f;
}

/**
 * What one end reads of what the other end wrote: nothing where only one of them waits for the other's
 * flow control; noise at another baud rate; at the same one the
 * same ten bits, of which a seven-bit port drops the characters whose parity is wrong.
 */
export function carry(
  bytes: Uint8Array,
  from: LineSettings,
  to: LineSettings,
  random: () => number,
): Uint8Array {
  if (from.rtscts !== to.rtscts) return new Uint8Array();
  if (from.baud_rate !== to.baud_rate) return bytes.map(() => Math.floor(random() * 256));
  const bits = bytes.map((byte) => onTheWire(byte, from));
  if (to.data_bits === 8) return bits;
  return bits.filter((byte) => onTheWire(byte, to) === byte).map((byte) => byte & 0x7f);
}

export interface WiredDevice {
  readonly driver: Driver;
  readonly detections: Omit<Detection, 'device'>[];
  readonly readings: DriverReading[];
  readonly sent: string[];
  readonly states: string[];
  /** Bytes that became part of no reading. */
  readonly discarded: () => number;
  /** Line settings of this end. */
  readonly settings: () => LineSettings;
  /** Makes something happen at the far end. */
  act(action: string, args?: Record<string, unknown>): void;
  /** Another device is put on the same line. */
  swap(registration: FamilyRegistration, settings: LineSettings): void;
  say(bytes: Uint8Array): void;
  pass(ms: number): void;
}

const STEP_MS = 50;
export const SERIAL_FAMILIES = FAMILIES.filter(({ connection }) => connection === 'serial');
const OPENED_WITH: LineSettings = {
  baud_rate: 9_600,
  data_bits: 8,
  parity: 'none',
  stop_bits: 1,
  rtscts: false,
};

/**
 * A simulated device behind a wire that has a baud rate and a parity, and a driver of unknown family
 * at this end.
 * @param settings how the far end is set; null for a port that carries bytes whatever the settings
 * @param transport what the configuration says of the line
 */
export function wireUp(
  registration: FamilyRegistration,
  settings: LineSettings | null,
  of: {
    seed?: number;
    transport?: Partial<LineSettings>;
    mayAsk?: boolean;
    createDriver?: (config: DeviceConfig, outlet: DetectingOutlet) => Driver;
  } = {},
): WiredDevice {
  const random = seededRandom(of.seed ?? 1);
  const config: DeviceConfig = {
    id: 'scale',
    family: 'auto',
    transport: { type: 'serial', path: '/dev/ttyUSB0', ...of.transport },
    options: {},
  };
  let far = settings;
  let near = OPENED_WITH;
  let nowMs = 0;
  let discarded = 0;
  let onItsWay: Uint8Array[] = [];
  const detections: Omit<Detection, 'device'>[] = [];
  const readings: DriverReading[] = [];
  const sent: string[] = [];
  const states: string[] = [];
  const simulate = (family: FamilyRegistration) =>
    family.createSimulator(
      simulatedConfig(family.family),
      (bytes) => onItsWay.push(Uint8Array.from(bytes)),
      random,
    );
  let simulator = simulate(registration);
  const outlet: DetectingOutlet = {
    send(bytes) {
      sent.push(Buffer.from(bytes).toString('latin1'));
      simulator.received(far === null ? bytes : carry(bytes, near, far, random), nowMs);
    },
    reading: (reading) => void readings.push(reading),
    discarded: (_reason, bytes) => void (discarded += bytes),
    state: (state, reason) => void states.push(reason === undefined ? state : `${state} ${reason}`),
    reopen: () => undefined,
    tune: (tuned) => void (near = tuned),
    detected: (detection) => void detections.push(detection),
  };
  const create =
    of.createDriver ?? ((to, via) => createDetectingDriver(to, via, SERIAL_FAMILIES, of.mayAsk ?? true));
  const driver = create(config, outlet);
  driver.opened(0);
  return {
    driver,
    detections,
    readings,
    sent,
    states,
    discarded: () => discarded,
    settings: () => near,
    act: (action, args = {}) => simulator.act(action, args, nowMs),
    swap(next, set) {
      far = set;
      simulator = simulate(next);
    },
    say: (bytes) => void onItsWay.push(bytes),
    pass(ms) {
      for (const untilMs = nowMs + ms; nowMs < untilMs;) {
        nowMs += STEP_MS;
        simulator.tick(nowMs);
        const arrived = onItsWay;
        onItsWay = [];
        for (const bytes of arrived) {
          const read = far === null ? bytes : carry(bytes, far, near, random);
          if (read.length > 0) driver.received(read, nowMs);
        }
        if (nowMs % 100 === 0) driver.tick(nowMs);
      }
    },
  };
}
