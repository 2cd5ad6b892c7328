import type { DriverOutlet } from '../driver.ts';
import { decodeScan } from './frames.ts';

/** A code that stays under a presentation scanner is read again and again: one scan until it was gone this long. */
export const HELD_CODE_MS = 3_000;

/** What every kind of scanner does with a text it has read. */
export interface ScanGate {
  /**
   * Passes a code on once, or says why it is none.
   * @param bytes how many the text came in, for the account of what was dropped
   * @param nowMs monotonic milliseconds
   */
  take(text: string, bytes: number, nowMs: number): void;
  /** The line was opened anew: what was under the scanner before does not count. */
  reset(): void;
}

/** Checks scanned texts and holds back one that is still under the scanner. */
export function createScanGate(outlet: Pick<DriverOutlet, 'reading' | 'discarded'>): ScanGate {
  let lastCode: string | null = null;
  let lastSeenMs = 0;
  return {
    take(text, bytes, nowMs) {
      const scan = decodeScan(text);
      if (!scan.ok) {
        outlet.discarded(scan.code, bytes);
        return;
      }
      const isHeld = scan.value === lastCode && nowMs - lastSeenMs < HELD_CODE_MS;
      lastCode = scan.value;
      lastSeenMs = nowMs;
      if (isHeld) outlet.discarded('repeat', bytes);
      else outlet.reading({ kind: 'card', code: scan.value });
    },
    reset() {
      lastCode = null;
    },
  };
}
