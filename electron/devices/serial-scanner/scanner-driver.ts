import type { Driver, DriverOutlet } from '../driver.ts';
import { createFramedInput } from '../framing/framed-input.ts';
import type { Framed, Framer } from '../framing/framer.ts';
import { createScanGate } from './scan-gate.ts';

export interface ScannerTiming {
  /** Silence after which the rest of a text is given up, ms. */
  readonly gapMs: number;
  /**
   * Silence behind a text after which it was a whole symbol, ms. A symbol may hold line ends itself, and
   * a scanner sends it in one go; no two symbols are read this quickly one after the other.
   */
  readonly quietMs: number;
}

/**
 * Listens to a scanner of whatever kind: its framer cuts texts out of what comes, the gate passes codes
 * on. What comes in one go is one symbol, and one symbol is one code: with a line end within it is
 * refused whole, whoever its parts would be.
 */
export function createScannerDriver(
  framer: Framer<string>,
  outlet: DriverOutlet,
  { gapMs, quietMs }: ScannerTiming,
): Driver {
  const gate = createScanGate(outlet);
  /** The symbol under way: its first text, and whether there is more to it. */
  let text: string | null = null;
  let isBroken = false;
  let bytes = 0;
  let lastByteMs = 0;

  const onFramed = (item: Framed<string>): void => {
    if (item.type === 'discarded') {
      isBroken = true;
      outlet.discarded(item.reason, item.bytes);
      return;
    }
    isBroken ||= text !== null;
    text ??= item.frame;
    bytes += item.frame.length;
  };
  const input = createFramedInput(framer, onFramed, gapMs);

  const settle = (): void => {
    if (text !== null && isBroken) outlet.discarded('framing', bytes);
    else if (text !== null) gate.take(text, bytes, lastByteMs);
    text = null;
    isBroken = false;
    bytes = 0;
  };
  /** A text without its end may still belong to the symbol. */
  const settleWhenQuiet = (nowMs: number): void => {
    if (framer.held === 0 && nowMs - lastByteMs >= quietMs) settle();
  };

  return {
    opened() {
      gate.reset();
      outlet.state('ready');
    },
    received(chunk, nowMs) {
      input.tick(nowMs);
      settleWhenQuiet(nowMs);
      lastByteMs = nowMs;
      input.received(chunk, nowMs);
    },
    tick(nowMs) {
      input.tick(nowMs);
      settleWhenQuiet(nowMs);
    },
    closed() {
      input.closed();
      settle();
    },
  };
}
