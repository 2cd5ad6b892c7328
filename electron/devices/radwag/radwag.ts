import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { CR, LF, createLineFramer } from '../framing/line-framer.ts';
import type { AskPlan } from '../scale/ask-machine.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { type LineSignature, sign } from '../scale/line-signature.ts';
import { type ScaleMessage, nothing, reply, weightFromText } from '../scale/scale-message.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { TWO_PARTS, readTwoParts } from '../scale/two-part-weight.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/**
 * # Radwag
 *
 * PUE and C315 indicators, WPT scales, R-series and MA balances. Wiring: RS-232, 9600 8N1. Asked with `SUI` (now, unit of
 * the display) every 400 ms, with `SI` where that is refused; continuous mode (`C1`) is listened to.
 *
 * | line                  | means                                                     |
 * | --------------------- | --------------------------------------------------------- |
 * | `SUI? -   58.237 kg ` | command, stability mark, sign, nine columns, unit         |
 * | mark                  | blank stable, `?` moving, `^` `overload`, `v` `underload` |
 * | `SU A`, `SU D`        | accepted, done                                            |
 * | `SU E`, `SU I`        | timed out before stable, not now: `unstable`              |
 * | `ES`                  | refused                                                   |
 *
 * PRINT leaves the command out. Newton (the MA X2 manual's own example) is no mass: `unit`.
 *
 * Provenance: Radwag MA X2 (p 107), PUE C31H (p 59), PUE C41H (p 144) and R-series (p 82) manuals.
 */

/** Command, stability mark, sign, mass (9 columns), unit (3). PRINT leaves the command out. */
const MASS_LINE = /^(?:S|SI|SU|SUI)?\s*([?^v])?\s*([+-]?)\s*(\d[\d.,]*)\s+([A-Za-z%]{1,3})\s*$/;
const TWO_PART_LINE = new RegExp(String.raw`^(?:S|SI|SU|SUI)?\s*([?^v])?\s*()(${TWO_PARTS})\s*$`);
/** A mass without its unit column. */
const UNITLESS_LINE = /^(?:S|SI|SU|SUI)?\s*\??\s*[+-]?\s*\d[\d.]*\s*$/;
/** `SU A`: accepted, the mass follows; I: not now; E: time ran out before the weight was stable; D: done. */
const COMMAND_REPLY = /^([A-Z][A-Z\d]{0,3}) ([AIED^v])\s*$/;

const NO_WEIGHT: Readonly<Record<string, DiscardReason>> = {
  '^': 'overload',
  v: 'underload',
  E: 'unstable',
  I: 'unstable',
};

/** Decodes one Radwag line (without CR LF). */
export function decodeRadwag(line: string): ScaleMessage {
  if (line.trim() === 'ES') return reply('refused');
  const command = COMMAND_REPLY.exec(line);
  if (command !== null) {
    const reason = NO_WEIGHT[command[2]!];
    return reason === undefined ? reply('done') : nothing(reason);
  }
  const found = TWO_PART_LINE.exec(line) ?? MASS_LINE.exec(line);
  if (found === null) return nothing(UNITLESS_LINE.test(line) ? 'unit' : 'framing');
  const [, mark, sign, mass, unit] = found;
  const reason = NO_WEIGHT[mark ?? ''];
  if (reason !== undefined) return nothing(reason);
  if (unit === undefined) return readTwoParts(mass!, mark !== '?');
  return weightFromText(`${sign}${mass}`, findWeightUnit(unit), mark !== '?');
}

/** One answer to `SUI` as a scale writes it, CR LF included. */
function encodeRadwag(display: ScaleDisplay): string {
  if (display.condition === 'overload') return 'SUI ^\r\n';
  if (display.condition === 'underload') return 'SUI v\r\n';
  if (display.condition === 'error') return 'SUI I\r\n';
  return `SUI${display.steady ? ' ' : '?'}  ${display.kg.toFixed(2).padStart(9)} kg \r\n`;
}

/** `SUI`: the mass at once, in the unit on the display; older scales know only `SI` (basic unit). */
const RADWAG_ASK: AskPlan = {
  requests: [
    { command: 'SUI\r\n', everyMs: 400 },
    { command: 'SI\r\n', everyMs: 400 },
  ],
  patienceMs: 1_500,
};

/** Radwag command set. */
const RADWAG: LineScaleProtocol = {
  createFramer: () => createLineFramer({ ends: [CR, LF] }),
  decode: decodeRadwag,
  ask: RADWAG_ASK,
};

/** A scale with the current command set. */
const SIMULATED_RADWAG: SimulatedScaleProtocol = {
  encode: encodeRadwag,
  answers: { SUI: 'weight', C1: 'stream', Z: { text: 'Z A\r\nZ D\r\n' } },
  unknown: 'ES\r\n',
  streams: false,
};

/** What its lines look like when nothing is lost: stricter than the decoder on purpose. */
const SIGNATURES: readonly LineSignature[] = [
  sign(0.5, 'reply that MT-SICS has too', /^(?:ES|[SZT] [AI])$/),
  sign(0.9, 'command reply', /^(?:SI|SU|SUI) [AIE^v]$/),
  sign(0.95, 'mass after its command', /^(?:S|SI|SU|SUI)[ ?^v]*[+-]? *\d[\d.]* [A-Za-z]{1,3} *$/),
];

export const radwag = serialScaleFamily({
  family: 'radwag',
  title: 'Radwag',
  models: ['WPT', 'C315', 'PUE C31H, C41H', 'MA X2', 'R series'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'Radwag MA X2, PUE C31H and R-series manuals',
  makers: /radwag/i,
  signatures: SIGNATURES,
  protocol: RADWAG,
  simulated: SIMULATED_RADWAG,
});
