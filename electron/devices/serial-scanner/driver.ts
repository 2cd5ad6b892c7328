import type { Driver, DriverOutlet } from '../driver.ts';
import { createFramedInput } from '../framing/framed-input.ts';
import { CR, createLineFramer, LF } from '../framing/line-framer.ts';
import { createScanGate } from './scan-gate.ts';

/** Listens to a barcode or QR scanner. */
export function createSerialScannerDriver(outlet: DriverOutlet): Driver {
  const gate = createScanGate(outlet);
  let nowMs = 0;
  const input = createFramedInput(createLineFramer({ ends: [CR, LF] }), (item) => {
    if (item.type === 'discarded') outlet.discarded(item.reason, item.bytes);
    else gate.take(item.frame, item.frame.length, nowMs);
  });
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
