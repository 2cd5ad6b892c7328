import type { Input, WebContents } from 'electron';
import {
  encodeKeyStrokes,
  ERROR_ROLL_OVER,
  FIRST_KEY_AT,
  KEY_REPORT_BYTES,
  type KeyStroke,
} from '../../shared/contract/key-reports.ts';
import { isAllowedKey } from './allowed-keys.ts';
import { createKeyBurst } from './key-burst.ts';
import { keyStrokeOf } from './key-usages.ts';

/** A key that is held back: what it types, should it be a person's, and which key it is, should it be a reader's. */
interface HeldKey {
  readonly text: string;
  readonly code: string;
  readonly stroke: KeyStroke;
  /** Enter or Tab. */
  readonly isEnd: boolean;
}

/** Says that a code was broken off, as a keyboard does that cannot tell its keys apart. */
const BROKEN_OFF = new Uint8Array(KEY_REPORT_BYTES).fill(ERROR_ROLL_OVER, FIRST_KEY_AT);

/**
 * Keeps what readers type away from the page. Keys that type a character are held back until their
 * speed tells who pressed them: a person's go on to the page as they were, a reader's never get there.
 * This is the only place where a key can still be stopped.
 * @param deps.after runs something later
 * @param deps.onReaderTyped what a reader typed, as keyboard reports
 */
export function guardKeyboard(deps: {
  contents: Pick<WebContents, 'on' | 'sendInputEvent'>;
  monotonicMs: () => number;
  after: (delayMs: number, work: () => void) => void;
  onReaderTyped: (reports: Uint8Array) => void;
}): void {
  const { contents, monotonicMs, after } = deps;
  /** Keys whose press did not reach the page: neither may their repetitions and their release. */
  const heldDown = new Set<string>();
  let isPassingOn = false;
  /** When the next look is due; the earliest of those under way. */
  let lookingAtMs = Number.POSITIVE_INFINITY;

  const passOn = ({ text, code, stroke }: HeldKey): void => {
    heldDown.delete(code);
    const modifiers = stroke.isShifted ? (['shift'] as const) : [];
    for (const type of ['keyDown', 'char', 'keyUp'] as const)
      contents.sendInputEvent({ type, keyCode: text, modifiers: [...modifiers] });
  };

  const burst = createKeyBurst<HeldKey>({
    person(keys) {
      // What is passed on comes by here again.
      isPassingOn = true;
      try {
        keys.forEach(passOn);
      } finally {
        isPassingOn = false;
      }
    },
    reader(keys, isWhole) {
      // With its Enter the tail of a code would look like a code.
      const told = keys.filter(({ isEnd }) => isWhole || !isEnd);
      const reports = encodeKeyStrokes(told.map(({ stroke }) => stroke));
      deps.onReaderTyped(isWhole ? reports : Uint8Array.from([...reports, ...BROKEN_OFF]));
    },
  });

  const look = (): void => {
    lookingAtMs = Number.POSITIVE_INFINITY;
    const againMs = burst.look(monotonicMs());
    if (againMs !== null) lookAt(againMs);
  };
  const lookAt = (atMs: number): void => {
    if (atMs >= lookingAtMs) return;
    lookingAtMs = atMs;
    after(Math.max(1, Math.ceil(atMs - monotonicMs()) + 1), look);
  };

  const lookWhenDue = (nowMs: number): void => {
    const dueMs = burst.look(nowMs);
    if (dueMs !== null) lookAt(dueMs);
  };

  /** @returns true when the key is not for the page, at least not yet */
  const isKept = (input: Input): boolean => {
    const nowMs = monotonicMs();
    if (input.isAutoRepeat) return heldDown.has(input.code);
    const stroke = keyStrokeOf(input);
    const isEnd = input.key === 'Enter' || input.key === 'Tab';
    const isText = [...input.key].length === 1;
    if (stroke === null || !(isEnd || isText)) {
      burst.pressOther(nowMs);
      return false;
    }
    const key = { text: input.key, code: input.code, stroke, isEnd };
    if (isEnd) {
      const isReaders = burst.pressEnd(key, nowMs);
      lookWhenDue(nowMs);
      return isReaders;
    }
    burst.press(key, nowMs);
    lookWhenDue(nowMs);
    return true;
  };

  contents.on('before-input-event', (event, input) => {
    // Keys that are refused altogether, and Shift, which types nothing, say nothing of who presses.
    if (isPassingOn || !isAllowedKey(input) || input.key === 'Shift') return;
    if (input.type === 'keyUp') {
      if (heldDown.delete(input.code)) event.preventDefault();
      return;
    }
    if (!isKept(input)) return;
    event.preventDefault();
    heldDown.add(input.code);
  });
}
