import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { CR, LF, createLineFramer } from '../framing/line-framer.ts';
import type { AskPlan } from '../scale/ask-machine.ts';
import type { LineScaleProtocol } from '../scale/line-scale-driver.ts';
import type { SimulatedScaleProtocol } from '../scale/line-scale-simulator.ts';
import { type LineSignature, sign } from '../scale/line-signature.ts';
import { type ScaleMessage, nothing, reply, weightFromText } from '../scale/scale-message.ts';
import { serialScaleFamily } from '../scale/serial-scale-family.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import { findWeightUnit } from '../scale/weight-units.ts';

/**
 * # SMA SCP-0499
 *
 * The Scale Manufacturers Association's protocol: Sartorius PR 5210/5220, Fairbanks FB2550, B-TEK T419S and other
 * indicators of conformance level 1. Wiring: RS-232, 9600 8N1 usual. The scale is asked with LF `W` CR every 300 ms.
 *
 * An answer is LF, 18 characters, CR: status, range, mode, motion, one for future use, ten columns of weight, three of
 * unit. A frame of another length is `framing`.
 *
 * | status        | means                                      |
 * | ------------- | ------------------------------------------ |
 * | blank, `Z`    | weight; center of zero                     |
 * | `O`, `U`      | `overload`, `underload`                    |
 * | `E`, `I`, `T` | zero, initial-zero and tare error: `fault` |
 *
 * Motion `M` makes the reading unstable. Modes `G`, `N` and their high-resolution forms `g`, `n` are weights; `T` and `t`
 * are the tare. LF `?` CR is a refused command. Answers to `A`, `I`, `D` are accepted and not used.
 *
 * Provenance: Sartorius PR 5220 (p 130) and PR 5210 (p 37), Fairbanks FB2550 (p 180) and B-TEK T419S (p 61) manuals. The
 * manuals print fewer blanks before the weight than the ten columns they demand; the columns are what is read.
 */

/** Status, range, gross/net, motion, future use, ten columns of weight, three of unit: always 18 characters. */
const WEIGHT_LINE = /^([ ZOUEIT])([\d ])([GNTgnt])([M ]) (.{10})(.{3})$/;

/** Status characters that mean "no weight". A blank and Z (center of zero) come with one. */
const NO_WEIGHT: Readonly<Record<string, DiscardReason>> = {
  O: 'overload',
  U: 'underload',
  // Zero error, initial zero error, tare error: the weight columns hold dashes.
  E: 'fault',
  I: 'fault',
  T: 'fault',
};

/** Decodes the text between LF and CR. */
export function decodeSma(text: string): ScaleMessage {
  if (text === '?') return reply('refused');
  const found = WEIGHT_LINE.exec(text);
  // Answers to A(bout), I(nformation) and D(iagnostics) are "key:value" lines.
  if (found === null) return /^[A-Z]{3,4}:/.test(text) ? reply('done') : nothing('framing');
  const [, status, , mode, motion, weight, unit] = found;
  if (Object.hasOwn(NO_WEIGHT, status!)) return nothing(NO_WEIGHT[status!]!);
  if (mode === 'T' || mode === 't') return nothing('unsupported');
  return weightFromText(weight!, findWeightUnit(unit!), motion === ' ');
}

/** One weight answer as an indicator writes it, LF and CR included. */
function encodeSma(display: ScaleDisplay): string {
  const status = {
    ok: display.steady && display.kg === 0 ? 'Z' : ' ',
    overload: 'O',
    underload: 'U',
    error: 'E',
  }[display.condition];
  const weight = display.condition === 'ok' ? display.kg.toFixed(2).padStart(10) : '-'.repeat(10);
  return `\n${status}1G${display.steady ? ' ' : 'M'} ${weight}kg \r`;
}

/** `W` (weight now) is the one command that every conformance level of SCP-0499 has. */
const SMA_ASK: AskPlan = { requests: [{ command: '\nW\r', everyMs: 300 }], patienceMs: 1_000 };

/** The Scale Manufacturers Association's SCP-0499. */
const SMA: LineScaleProtocol = {
  createFramer: () => createLineFramer({ starts: [LF], startRequired: true, ends: [CR] }),
  decode: decodeSma,
  ask: SMA_ASK,
};

/** An indicator of conformance level 1. */
const SIMULATED_SMA: SimulatedScaleProtocol = {
  encode: encodeSma,
  answers: { W: 'weight', A: { text: '\nSMA:1/1.0\r' } },
  unknown: '\n?\r',
  streams: false,
};

/** What its lines look like when nothing is lost: stricter than the decoder on purpose. */
const SIGNATURES: readonly LineSignature[] = [
  sign(1, 'eighteen columns', /^[ ZOUEIT][\d ][GNTgnt][M ] [ \d.-]{10}[a-z]{1,3} {0,2}$/),
  sign(0.9, 'about', /^SMA:\S+$/),
  sign(0.5, 'unknown command', /^\?$/),
];

export const sma = serialScaleFamily({
  family: 'sma',
  title: 'SMA SCP-0499',
  models: ['Sartorius PR 5210/5220', 'Fairbanks FB2550', 'B-TEK T419S', 'other SMA level 1 indicators'],
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  provenance: 'Sartorius PR 5220, Fairbanks FB2550 and B-TEK T419S manuals',
  signatures: SIGNATURES,
  protocol: SMA,
  simulated: SIMULATED_SMA,
});
