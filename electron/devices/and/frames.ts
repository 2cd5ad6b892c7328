import { decodeHeaderLine } from '../scale/header-line.ts';
import { nothing, type ScaleMessage } from '../scale/scale-message.ts';
import type { ScaleDisplay } from '../scale/simulated-platform.ts';

/**
 * Header, comma, 9 to 11 characters of data, 3 of unit: 15 (standard), 16 or 17 (GX-M class). A line
 * of another length lost or gained a character, so its number cannot be trusted.
 */
const STANDARD_LINE = /^(?:ST|US|QT|OL),[+-].{11,13}$/;
/** Weighing indicators (AD-4400 series) put gross or net in between. */
const INDICATOR_LINE = /^(?:ST|US|OL|UL),(?:GS|NT|TR),/;
/** Answers to Z, T and the like (AK), and to a command the balance refuses (EC). */
const ACKNOWLEDGED = '\u0006';

/** Decodes one A&D line (without CR LF). */
export function decodeAnd(line: string): ScaleMessage {
  if (line === ACKNOWLEDGED) return { type: 'reply', reply: 'done' };
  if (/^EC,E\d\d$/.test(line)) return { type: 'reply', reply: 'refused' };
  return STANDARD_LINE.test(line) || INDICATOR_LINE.test(line) ? decodeHeaderLine(line) : nothing('framing');
}

/** One line as a balance writes it: nine characters of data, CR LF included. */
export function encodeAnd(display: ScaleDisplay): string {
  if (display.condition === 'ok') {
    return `${display.steady ? 'ST' : 'US'},+${display.kg.toFixed(2).padStart(8, '0')} kg\r\n`;
  }
  return `OL,${display.condition === 'underload' ? '-' : '+'}99999999 kg\r\n`;
}
