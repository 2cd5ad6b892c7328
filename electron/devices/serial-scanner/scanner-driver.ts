import type { Driver, DriverOutlet } from '../driver.ts';
import { createFramedInput } from '../framing/framed-input.ts';
import type { Framer } from '../framing/framer.ts';
import { createScanGate } from './scan-gate.ts';

/**
 * Listens to a scanner of whatever kind: its framer cuts texts out of what comes, the gate passes codes on.
 * @param gapMs silence after which the rest of a text is given up; the framed input's own by default
 */
export function createScannerDriver(framer: Framer<string>, outlet: DriverOutlet, gapMs?: number): Driver {
  const gate = createScanGate(outlet);
  let nowMs = 0;
  const input = createFramedInput(
    framer,
    (item) => {
      if (item.type === 'discarded') outlet.discarded(item.reason, item.bytes);
      else gate.take(item.frame, item.frame.length, nowMs);
    },
    gapMs,
  );
  return {
    opened() {
      gate.reset();
      outlet.state('ready');
    },
    received(chunk, atMs) {
      nowMs = atMs;
      input.received(chunk, atMs);
    },
    tick: input.tick,
    closed: input.closed,
  };
}
