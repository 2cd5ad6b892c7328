import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { NewId } from '../../../shared/base/ids.ts';

/** A keypad that nobody touches makes way after this long. */
export const KEYPAD_SHOWN_MS = 30 * SECOND_MS;

/** Somebody is typing their number and PIN. What they type stays in the page until it is whole. */
export interface AtKeypad {
  readonly sessionId: string;
  readonly isChecking: boolean;
  /** The last number and PIN did not fit each other. */
  readonly hasFailed: boolean;
  /** No PIN is looked at before; null when there is nothing to wait for. */
  readonly waitUntilMs: number | null;
  readonly endsAtMs: number;
}

/** The keypad at the screen, while somebody is at it. */
export interface Keypad {
  current(): AtKeypad | null;
  /** Whoever has that session, or null when it is over. */
  find(sessionId: string): AtKeypad | null;
  open(): void;
  /** @returns false when nobody has that session */
  touch(sessionId: string): boolean;
  /** Shows how far checking a PIN is. */
  mark(sessionId: string, changes: Partial<AtKeypad>): void;
  end(): void;
  /** Ends what has run out. */
  tick(): void;
}

/**
 * Times out on the monotonic clock, like everything at the screen.
 * @param deps.onChange the screen has to be drawn anew
 */
export function createKeypad(deps: {
  newId: NewId;
  nowMs: () => number;
  monotonicMs: () => number;
  onChange: () => void;
}): Keypad {
  const { newId, nowMs, monotonicMs } = deps;
  let current: AtKeypad | null = null;
  let touchedAt = 0;

  const isOver = (): boolean => monotonicMs() - touchedAt >= KEYPAD_SHOWN_MS;
  /** Over means over: also before the next tick, when this process was held up past the end. */
  const present = (): AtKeypad | null => (current === null || isOver() ? null : current);
  const find = (sessionId: string): AtKeypad | null => {
    const now = present();
    return now?.sessionId === sessionId ? now : null;
  };
  const end = (): void => {
    if (current === null) return;
    current = null;
    deps.onChange();
  };

  return {
    current: present,
    find,
    open() {
      touchedAt = monotonicMs();
      current = {
        sessionId: newId(),
        isChecking: false,
        hasFailed: false,
        waitUntilMs: null,
        endsAtMs: nowMs() + KEYPAD_SHOWN_MS,
      };
      deps.onChange();
    },
    touch(sessionId) {
      const now = find(sessionId);
      if (now === null) return false;
      touchedAt = monotonicMs();
      current = { ...now, endsAtMs: nowMs() + KEYPAD_SHOWN_MS };
      return true;
    },
    mark(sessionId, changes) {
      const now = find(sessionId);
      if (now === null) return;
      current = { ...now, ...changes };
      deps.onChange();
    },
    end,
    tick() {
      if (current !== null && isOver()) end();
    },
  };
}
