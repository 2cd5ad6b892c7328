import type { TransportConfig } from '../../../shared/contract/kiosk-config.ts';
import type { LineSettings } from '../transports/transport.ts';

/**
 * Sticks are 115200 8N1, and the setting is ignored by all but those with a real UART. Of these some
 * wait for RTS/CTS, and modules on adaptors have their baud rate fixed by pins: 57600 mostly.
 */
const USUAL_BAUD_RATE = 115_200;
const TUNINGS: readonly (readonly [baudRate: number, rtscts: boolean])[] = [
  [USUAL_BAUD_RATE, false],
  [USUAL_BAUD_RATE, true],
  [57_600, false],
  [57_600, true],
  [38_400, false],
  [19_200, false],
  [9_600, false],
  [4_800, false],
];

/**
 * Line settings under which a stick may answer, in the order they are tried; what the configuration
 * says is not varied.
 */
export function lineTunings(transport: TransportConfig): readonly LineSettings[] {
  if (transport.type !== 'serial') return [];
  const { baud_rate: saidBaudRate, rtscts: saidRtscts } = transport;
  const form = {
    data_bits: transport.data_bits ?? 8,
    parity: transport.parity ?? 'none',
    stop_bits: transport.stop_bits ?? 1,
  };
  const wanted = TUNINGS.map(([baudRate, rtscts]) => ({
    baud_rate: saidBaudRate ?? baudRate,
    rtscts: saidRtscts ?? rtscts,
  }));
  return wanted
    .filter(
      (tuning, index) =>
        wanted.findIndex(
          (other) => other.baud_rate === tuning.baud_rate && other.rtscts === tuning.rtscts,
        ) === index,
    )
    .map((tuning) => ({ ...form, ...tuning }));
}
