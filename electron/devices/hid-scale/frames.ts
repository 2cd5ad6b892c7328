import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { DecimalText } from '../scale/decimal-text.ts';
import { nothing, weightMessage, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';
import type { WeightUnit } from '../scale/weight-units.ts';

/** Report ids of the HID Point of Sale usage tables, page 0x8D "weighing devices". */
const SCALE_DATA_REPORT = 3;
/** Attribute, control, status, weight limit, statistics: nothing that weighs. */
const OTHER_REPORTS = new Set([1, 2, 4, 5, 6]);
/** Status, unit, exponent, weight low, weight high. */
const DATA_BYTES = 5;
/** A report is at most one full-speed interrupt packet. */
const MAX_REPORT_BYTES = 64;

/** Unit codes; 5 (tael) differs by country, 0 is "none". */
const UNITS: Readonly<Record<number, WeightUnit>> = {
  1: 'mg',
  2: 'g',
  3: 'kg',
  4: 'ct',
  6: 'gr',
  7: 'dwt',
  8: 't',
  9: 'ton',
  10: 'ozt',
  11: 'oz',
  12: 'lb',
};

const STABLE_AT_ZERO = 2;
const IN_MOTION = 3;
const STABLE = 4;
/** The other status codes: fault, under zero, over limit, needs calibration, needs re-zero. */
const NO_WEIGHT: Readonly<Record<number, DiscardReason>> = {
  1: 'fault',
  5: 'underload',
  6: 'overload',
  7: 'fault',
  8: 'fault',
};

/** Real scales use -3…0; beyond this the field is not a power of ten any scale means. */
const LOWEST_EXPONENT = -6;
const HIGHEST_EXPONENT = 4;

/** `raw` × 10^exponent as the digits a display would show. */
function toDecimalText(raw: number, exponent: number): DecimalText {
  if (exponent >= 0) return { negative: false, digits: `${raw}${raw === 0 ? '' : '0'.repeat(exponent)}` };
  const digits = String(raw).padStart(1 - exponent, '0');
  return { negative: false, digits: `${digits.slice(0, exponent)}.${digits.slice(exponent)}` };
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

/**
 * The five data bytes of a report, whatever the operating system did to the report id: `03 …` (Linux,
 * macOS), `00 03 …` (Windows), none at all or a `00` in its place. Padding must be zeros.
 */
function findData(report: Uint8Array): Uint8Array | DiscardReason {
  if (report.length > MAX_REPORT_BYTES) return 'overlong';
  if (report.length === DATA_BYTES) return report;
  const shifted = report[0] === 0;
  const bare = shifted && report.length === DATA_BYTES + 1;
  const id = shifted ? report[1] : report[0];
  const from = bare ? 1 : (shifted ? 1 : 0) + 1;
  if (!bare && id !== SCALE_DATA_REPORT) return OTHER_REPORTS.has(id ?? 0) ? 'unsupported' : 'framing';
  const data = report.subarray(from, from + DATA_BYTES);
  return data.length === DATA_BYTES && isBlank(report.subarray(from + DATA_BYTES)) ? data : 'framing';
}

/** Two `hiddev` events (usages 8D/41 scaling, 8D/40 weight), as the Stamps.com 510 gives: no unit, no status. */
function isHiddevPair(report: Uint8Array): boolean {
  return (
    report.length === 16 &&
    report[0] === 0x41 &&
    report[2] === 0x8d &&
    report[8] === 0x40 &&
    report[10] === 0x8d
  );
}

/** Decodes one input report. */
export function decodeHidReport(report: Uint8Array): ScaleMessage {
  if (isHiddevPair(report)) return nothing('unit');
  const data = findData(report);
  if (typeof data === 'string') return nothing(data);
  const view = new DataView(data.buffer, data.byteOffset, DATA_BYTES);
  const status = view.getUint8(0);
  const reason = NO_WEIGHT[status];
  if (reason !== undefined) return nothing(reason);
  if (status !== STABLE_AT_ZERO && status !== IN_MOTION && status !== STABLE) return nothing('framing');
  const exponent = view.getInt8(2);
  if (exponent < LOWEST_EXPONENT || exponent > HIGHEST_EXPONENT) return nothing('implausible');
  const raw = view.getUint16(3, true);
  // "Stable at zero" with a weight contradicts itself.
  if (status === STABLE_AT_ZERO && raw !== 0) return nothing('implausible');
  return weightMessage(toDecimalText(raw, exponent), UNITS[view.getUint8(1)] ?? null, status !== IN_MOTION);
}

/** One report as a scale in kilograms with two decimals sends it. */
export function encodeHidReport(display: ScaleDisplay): Uint8Array {
  const raw = Math.round(display.kg * 100);
  const steady = raw === 0 ? STABLE_AT_ZERO : STABLE;
  const status = { ok: display.steady ? steady : IN_MOTION, overload: 6, underload: 5, error: 1 }[
    display.condition
  ];
  return Uint8Array.of(SCALE_DATA_REPORT, status, 3, 0xfe, raw & 0xff, raw >> 8);
}
