import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import {
  encodeKeyStrokes,
  ERROR_ROLL_OVER,
  FIRST_KEY_AT,
  KEY_MODIFIERS,
  KEY_REPORT_BYTES,
} from '../../../shared/contract/key-reports.ts';
import type { Emit, Framer } from '../framing/framer.ts';
import { characterOfKey, keyOfCharacter } from './us-layout.ts';

/** The contract's longest code; what is typed beyond it is dropped up to its end. */
const MAX_TYPED_CHARACTERS = 128;

const SHIFT = KEY_MODIFIERS.leftShift | KEY_MODIFIERS.rightShift;
/** Control, Alt and the system key, left and right. */
const COMMAND = 0xff & ~SHIFT;
const CONTROL = 0x11;

const ENTER = 0x28;
const TAB = 0x2b;
const KEYPAD_ENTER = 0x58;
/** Control with these is how some readers type CR and LF. */
const KEY_M = 0x10;
const KEY_J = 0x0d;
/** Readers switch these on and off around a code; they type nothing. */
const CAPS_LOCK = 0x39;
const NUM_LOCK = 0x53;

type Stroke = 'end' | 'nothing' | 'damaged' | { readonly character: string };

function readStroke(usage: number, modifiers: number): Stroke {
  if (usage === ENTER || usage === KEYPAD_ENTER || usage === TAB) return 'end';
  if (usage === CAPS_LOCK || usage === NUM_LOCK) return 'nothing';
  if ((modifiers & COMMAND) !== 0) {
    return (modifiers & CONTROL) !== 0 && (usage === KEY_M || usage === KEY_J) ? 'end' : 'damaged';
  }
  const character = characterOfKey(usage, (modifiers & SHIFT) !== 0);
  return character === undefined ? 'damaged' : { character };
}

/**
 * Cuts typed texts out of a keyboard's reports. A text ends with Enter, Tab, Control-M or Control-J;
 * what was typed is told without it. Texts with keys that type nothing, and those that the sender
 * broke off, are `framing`; without an end they are `timeout`.
 *
 * Takes whole reports: eight bytes each, or one of nine that starts with a report id.
 */
export function createKeyReportFramer(): Framer<string> {
  let text = '';
  let damage: DiscardReason | null = null;
  /** Bytes of reports since the text's first key. */
  let held = 0;
  let pressed: readonly number[] = [];

  const end = (emit: Emit<string>): void => {
    if (damage !== null) emit({ type: 'discarded', reason: damage, bytes: held });
    else if (text !== '') emit({ type: 'frame', frame: text });
    text = '';
    damage = null;
    held = 0;
  };

  const takeKey = (usage: number, modifiers: number, emit: Emit<string>): void => {
    const stroke = readStroke(usage, modifiers);
    if (stroke === 'end') end(emit);
    else if (stroke === 'damaged') damage ??= 'framing';
    else if (stroke !== 'nothing') {
      if (text.length < MAX_TYPED_CHARACTERS) text += stroke.character;
      else damage ??= 'overlong';
    }
  };

  const takeReport = (report: Uint8Array, emit: Emit<string>): void => {
    const isUnderWay = text !== '' || damage !== null;
    const keys = [...report.subarray(FIRST_KEY_AT)].filter((usage) => usage !== 0);
    if (isUnderWay || keys.length > 0) held += report.length;
    if (keys.includes(ERROR_ROLL_OVER)) {
      damage ??= 'framing';
      end(emit);
      return;
    }
    const fresh = keys.filter((usage) => !pressed.includes(usage));
    pressed = keys;
    for (const usage of fresh) takeKey(usage, report[0]!, emit);
    // Keys that typed nothing, such as a lock switched on, leave no text open.
    if (text === '' && damage === null) held = 0;
  };

  return {
    push(chunk, emit) {
      const reports = chunk.length === KEY_REPORT_BYTES + 1 ? chunk.subarray(1) : chunk;
      if (reports.length % KEY_REPORT_BYTES !== 0) {
        emit({ type: 'discarded', reason: 'framing', bytes: chunk.length });
        return;
      }
      for (let at = 0; at < reports.length; at += KEY_REPORT_BYTES) {
        takeReport(reports.subarray(at, at + KEY_REPORT_BYTES), emit);
      }
    },
    idle(emit) {
      if (text !== '') damage ??= 'timeout';
      end(emit);
      pressed = [];
    },
    get held() {
      return held;
    },
  };
}

/**
 * The reports of a reader that types a text and Enter.
 * @throws RangeError for a character that no key types
 */
export function encodeTypedText(text: string): Uint8Array {
  const strokes = [...text].map((character) => {
    const key = keyOfCharacter(character);
    if (key === undefined) throw new RangeError('no key types this character');
    return key;
  });
  return encodeKeyStrokes([...strokes, { usage: ENTER, isShifted: false }]);
}
