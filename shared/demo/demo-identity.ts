import { cardCodeOfNumber } from '../domain/cards/card-code.ts';

/**
 * Numbers that a demo member identifies with. They follow from the member's place in the gym alone,
 * so that simulated readers and straps need no gym to say them, and all of them differ by construction:
 * multiplying by an odd number is a bijection of the whole numbers modulo a power of two.
 */

/** Odd, and the golden ratio's share of 2^32: neighbours land far apart (Knuth, TAOCP 3, 6.4). */
const SPREAD_32 = 0x9e3779b1;
const SPREAD_16 = 0x9e3b;
const FIRST_MEMBER_NUMBER = 1001;
/** Version byte in front of every demo tag; readers pass it on, printed codes leave it out. */
const TAG_VERSION_HEX = '6F';
/** Sensors are told apart by 16 bits on older receivers; device number 0 means "any". */
const DEVICE_NUMBERS = 65_536;

/** What is printed on the card and typed with the PIN. */
export function demoMemberNumber(index: number): string {
  return String(FIRST_MEMBER_NUMBER + index);
}

/** Four digits for the demo; nobody's secret. */
export function demoPin(index: number): string {
  return String(((Math.imul(index + 1, SPREAD_32) >>> 8) % 9_000) + 1_000);
}

/** A 125 kHz tag: its ten printed digits are the decimal form of its last four bytes. */
export function demoCard(index: number): { readonly cardCode: string; readonly cardTagHex: string } {
  const number = Math.imul(index + 1, SPREAD_32) >>> 0;
  return {
    cardCode: cardCodeOfNumber(number),
    cardTagHex: TAG_VERSION_HEX + number.toString(16).toUpperCase().padStart(8, '0'),
  };
}

/**
 * Device number of the strap that the member at this place may own: 20 bits, the lower 16 of which
 * differ between all members.
 * @param index 0 to 65,534
 */
export function demoSensorId(index: number): string {
  // Odd factor modulo 2^16; the place after the last one would get device number 0.
  const deviceNumber = ((index + 1) * SPREAD_16) % DEVICE_NUMBERS;
  const extension = 1 + (index % 15);
  return String(extension * DEVICE_NUMBERS + deviceNumber);
}
