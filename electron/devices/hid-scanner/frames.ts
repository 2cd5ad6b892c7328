import type { Result } from '../../../shared/base/result.ts';
import { fail, ok } from '../../../shared/base/result.ts';

/**
 * Scanned data as HID Point of Sale scanners report it (HID usage tables, page 8C, collection 12):
 *
 *   0      report id, 02
 *   1      how many bytes of data are in this report
 *   2–4    AIM symbology identifier, `]Q1`; zeros where the scanner does not know
 *   5–60   56 bytes of data, zeros behind them
 *   61–62  the maker's own code id and a reserved byte; left out by some
 *   last   bit 0: the next report goes on with the same code
 */
const SCANNED_DATA_REPORT = 0x02;
const COUNT_AT = 1;
const SYMBOLOGY_AT = 2;
const DATA_AT = 5;
export const DATA_BYTES = 56;
const SHORTEST_REPORT = DATA_AT + DATA_BYTES + 1;
/** With the two bytes of the maker's; also the largest packet of a full-speed interrupt endpoint. */
export const LONGEST_REPORT = 64;
const CONTINUED = 0x01;
/** `]Z`: no bar code at all, such as a scanner's answer to a menu command (ISO/IEC 15424). */
const NO_BAR_CODE = ']Z';

export interface ScannedPart {
  /** `]Q1`, or empty where the scanner does not know. */
  readonly symbology: string;
  /** One character a byte. */
  readonly text: string;
  /** The next report goes on with the same code. */
  readonly continues: boolean;
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** Reads one input report. Reports other than scanned data are `unsupported`: triggers, status, answers. */
export function decodeScanReport(report: Uint8Array): Result<ScannedPart, 'framing' | 'unsupported'> {
  if (report.length > 0 && report[0] !== SCANNED_DATA_REPORT) return fail('unsupported');
  if (report.length < SHORTEST_REPORT || report.length > LONGEST_REPORT) return fail('framing');
  const count = report[COUNT_AT]!;
  const identifier = textOf(report.subarray(SYMBOLOGY_AT, DATA_AT));
  if (identifier.startsWith(NO_BAR_CODE)) return fail('unsupported');
  const isUnknown = identifier === '\0\0\0';
  if (count > DATA_BYTES || !(isUnknown || identifier.startsWith(']'))) return fail('framing');
  return ok({
    symbology: isUnknown ? '' : identifier,
    text: textOf(report.subarray(DATA_AT, DATA_AT + count)),
    continues: (report[report.length - 1]! & CONTINUED) !== 0,
  });
}

/**
 * The reports of a scanner that read a code.
 * @param symbology three characters, `]Q1`
 */
export function encodeScanReports(code: string, symbology: string): Uint8Array[] {
  const parts = code.match(new RegExp(`.{1,${DATA_BYTES}}`, 'gs')) ?? [''];
  return parts.map((part, index) => {
    const report = new Uint8Array(LONGEST_REPORT);
    const head = String.fromCharCode(SCANNED_DATA_REPORT, part.length) + symbology;
    [...(head + part)].forEach((character, at) => (report[at] = character.charCodeAt(0)));
    report[LONGEST_REPORT - 1] = index < parts.length - 1 ? CONTINUED : 0;
    return report;
  });
}
