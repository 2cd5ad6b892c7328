import type { KeyStroke } from '../../../shared/contract/key-reports.ts';

/**
 * Characters of a keyboard with the United States layout, by HID usage (HID usage tables, page 7).
 * Readers leave the factory with this layout, and what a key means to the computer's own layout
 * plays no part: only which key was pressed travels.
 */
const ROWS: readonly (readonly [firstUsage: number, plain: string, shifted: string])[] = [
  [0x04, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  [0x1e, '1234567890', '!@#$%^&*()'],
  [0x2c, ' -=[]\\', ' _+{}|'],
  [0x33, ";'`,./", ':"~<>?'],
  // The keypad; Shift does not change what it types while Num Lock is on.
  [0x54, '/*-+', '/*-+'],
  [0x59, '1234567890.', '1234567890.'],
];

interface KeyCharacters {
  readonly plain: string;
  readonly shifted: string;
}

const CHARACTERS = new Map<number, KeyCharacters>(
  ROWS.flatMap(([first, plain, shifted]) =>
    [...plain].map((character, index) => [first + index, { plain: character, shifted: shifted[index]! }]),
  ),
);

const KEYS = new Map<string, KeyStroke>(
  // Backwards, so that the main block's keys win over the keypad's.
  [...CHARACTERS].toReversed().flatMap(([usage, { plain, shifted }]) => [
    [shifted, { usage, isShifted: true }],
    [plain, { usage, isShifted: false }],
  ]),
);

/** @returns the character that a key types, or undefined for one that types none */
export function characterOfKey(usage: number, isShifted: boolean): string | undefined {
  const characters = CHARACTERS.get(usage);
  return isShifted ? characters?.shifted : characters?.plain;
}

/** @returns the key that types a character, or undefined where the layout has none */
export function keyOfCharacter(character: string): KeyStroke | undefined {
  return KEYS.get(character);
}
