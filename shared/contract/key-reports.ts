import { z } from 'zod';

/**
 * What a reader typed, on its way from the window to the device process: input reports of a USB
 * boot keyboard (Device Class Definition for HID 1.11, appendix B.1), one after the other. Eight
 * bytes each: modifiers, reserved, up to six key usages of page 7. The same bytes come from such a
 * reader where it is opened as a HID device, so one driver reads both.
 */
export const KEY_REPORT_BYTES = 8;

/** Where the first of a report's six keys stands. */
export const FIRST_KEY_AT = 2;

/** Modifier bits of a report's first byte. */
export const KEY_MODIFIERS = { leftShift: 0x02, rightShift: 0x20 } as const;

/**
 * The usage that a keyboard puts in all six places when it cannot tell which keys are down. After
 * the reports of a code that was broken off it says that no end will come.
 */
export const ERROR_ROLL_OVER = 0x01;

/** Press and release of 160 keys, and a roll-over: more than the longest code. Longer ones come in portions. */
export const MAX_KEYS_PER_MESSAGE = 160;

/** One key that went down and up. */
export interface KeyStroke {
  /** Usage of page 7. */
  readonly usage: number;
  readonly isShifted: boolean;
}

/** The reports of keys pressed one after the other, each with its release. */
export function encodeKeyStrokes(strokes: readonly KeyStroke[]): Uint8Array {
  const reports = new Uint8Array(strokes.length * 2 * KEY_REPORT_BYTES);
  strokes.forEach(({ usage, isShifted }, index) => {
    const at = index * 2 * KEY_REPORT_BYTES;
    reports[at] = isShifted ? KEY_MODIFIERS.leftShift : 0;
    reports[at + FIRST_KEY_AT] = usage;
  });
  return reports;
}

/** From the device process: whether a device listens to the keyboard now. Codes wait until one does. */
export const keyboardListenerSchema = z.boolean();

/** One message: whole reports. */
export const keyReportsSchema = z
  .instanceof(Uint8Array)
  .refine(
    ({ length }) =>
      length > 0 &&
      length % KEY_REPORT_BYTES === 0 &&
      length <= (2 * MAX_KEYS_PER_MESSAGE + 1) * KEY_REPORT_BYTES,
    'whole reports, at most 321',
  );
