import type { KeyStroke } from '../../shared/contract/key-reports.ts';

/** Names of keys as browsers tell them (W3C "UI Events KeyboardEvent code Values"), by HID usage of page 7. */
const CODES: readonly (readonly [firstUsage: number, codes: string])[] = [
  [
    0x04,
    'KeyA KeyB KeyC KeyD KeyE KeyF KeyG KeyH KeyI KeyJ KeyK KeyL KeyM KeyN KeyO KeyP KeyQ KeyR KeyS KeyT KeyU ' +
      'KeyV KeyW KeyX KeyY KeyZ Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Enter',
  ],
  [0x2b, 'Tab Space Minus Equal BracketLeft BracketRight'],
  [0x31, 'Backslash'],
  [0x33, 'Semicolon Quote Backquote Comma Period Slash'],
  [
    0x54,
    'NumpadDivide NumpadMultiply NumpadSubtract NumpadAdd NumpadEnter Numpad1 Numpad2 Numpad3 Numpad4 Numpad5 ' +
      'Numpad6 Numpad7 Numpad8 Numpad9 Numpad0 NumpadDecimal',
  ],
];

const USAGES = new Map(
  CODES.flatMap(([first, codes]) => codes.split(' ').map((code, index) => [code, first + index] as const)),
);

/**
 * Which key was pressed, whatever the computer's layout makes of it.
 * @returns null for keys that no reader uses to type
 */
export function keyStrokeOf(input: { readonly code: string; readonly shift: boolean }): KeyStroke | null {
  const usage = USAGES.get(input.code);
  return usage === undefined ? null : { usage, isShifted: input.shift };
}
