import type { Driver, DriverOutlet } from '../driver.ts';
import { createFramedInput } from '../framing/framed-input.ts';
import { createScanGate } from '../serial-scanner/scan-gate.ts';
import { createKeyReportFramer } from './frames.ts';

/** Readers type a key every 2 to 50 ms; silent for this long, the rest of the code was lost. */
const KEY_GAP_MS = 200;

/** Listens to a reader that types its codes. */
export function createKeyboardWedgeDriver(outlet: DriverOutlet): Driver {
  const gate = createScanGate(outlet);
  let nowMs = 0;
  const input = createFramedInput(
    createKeyReportFramer(),
    (item) => {
      if (item.type === 'discarded') outlet.discarded(item.reason, item.bytes);
      else gate.take(item.frame, item.frame.length, nowMs);
    },
    KEY_GAP_MS,
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
