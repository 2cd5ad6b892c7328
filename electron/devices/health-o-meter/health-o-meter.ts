import { createEscapePacketFramer } from '../framing/escape-packet-framer.ts';
import { decodeEscapePacket, encodeEscapePacket } from '../scale/escape-packet.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { type LineSignature, sign } from '../scale/line-signature.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';

/**
 * # Health o meter Professional
 *
 * Scales with a USB port (a CP210x adaptor inside) or RS-232, 9600 8N1. A packet comes by itself once the weight is locked,
 * on some models again every second while somebody stands there. Nothing is sent to the scale: asked for a reading, it
 * sends the weighings it has stored, which are other people's.
 *
 * `ESC R  ESC I1234567890  ESC W184.5  ESC H84.0  ESC B24.1  ESC T0.0  ESC Nm  ESC E`
 *
 * | letter  | means                                                            |
 * | ------- | ---------------------------------------------------------------- |
 * | R       | a reading begins; `6R` for `ESC R` where it is sent all the time |
 * | W       | weight                                                           |
 * | N       | `m` kilograms and centimetres, `c` pounds and inches             |
 * | I H B T | number typed at the scale, height, body mass index, tare         |
 * | Z       | what the scale says of itself: `000` in order, `E10` overload    |
 * | E       | end                                                              |
 *
 * - There is neither a line end nor a check value. A field that is unknown, malformed or there twice ends the reading
 *   (`not_understood`), so stored weighings, which carry a date, are none. Without a unit it is `unit`.
 * - A packet that is opened before the last one was closed throws that one away: no weight of one is read with the unit of
 *   another.
 * - `999.9` stands for too much or too little on the scale, also in pounds: `overload`.
 * - A weight that is sent is locked, so it is stable.
 *
 * Provenance: PRO PLUS 1100KL operation manual (pp 33 and 34), PROPLUS display module user instructions (p 23);
 * STocidlowski/ScaleReporter, written against a 1100L.
 */
const HEALTH_O_METER: LineScaleProtocol = {
  createFramer: createEscapePacketFramer,
  decode: (packet) => decodeEscapePacket(packet, true),
  ask: null,
};

/** A platform scale that sends what it has locked, and nothing while somebody moves. */
const SIMULATED_HEALTH_O_METER: SimulatedScaleProtocol = {
  encode: (display) =>
    display.condition === 'ok' && !display.steady
      ? ''
      : encodeEscapePacket(display, (weight) => ['I0000000000', `W${weight}`, 'H0.0', 'B0.0', 'T0.0']),
  answers: {},
  unknown: '',
  streams: true,
};

/** What its packets look like when nothing is lost: stricter than the decoder on purpose. */
const SIGNATURES: readonly LineSignature[] = [
  sign(1, 'packet with a number and a tare', /^(?:6R|␛R)(?=.*␛I.*␛T)(?:␛[IWHBT][ \d.]+)+␛N[mc]␛E$/),
];

export const healthOMeter = serialScaleFamily({
  family: 'health-o-meter',
  title: 'Health o meter Professional',
  models: ['1100 and 2000 series', 'PRO PLUS 2650KL and 2700KL', '500KL'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'PRO PLUS 1100KL operation manual; packets of a 1100L in ScaleReporter',
  signatures: SIGNATURES,
  protocol: HEALTH_O_METER,
  simulated: SIMULATED_HEALTH_O_METER,
});
