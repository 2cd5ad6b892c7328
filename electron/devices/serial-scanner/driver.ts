import type { Driver, DriverOutlet } from '../driver.ts';
import { createFramedInput } from '../framing/framed-input.ts';
import type { Framed } from '../framing/framer.ts';
import { CR, createLineFramer, LF } from '../framing/line-framer.ts';
import { decodeScan } from './frames.ts';

/** A code that stays under a presentation scanner is read again and again: one scan until it was gone this long. */
export const HELD_CODE_MS = 3_000;

/** Listens to a barcode or QR scanner. */
export function createSerialScannerDriver(outlet: DriverOutlet): Driver {
  let lastCode: string | null = null;
  let lastSeenMs = 0;
  let nowMs = 0;

  function take(item: Framed<string>): void {
    if (item.type === 'discarded') {
      outlet.discarded(item.reason, item.bytes);
      return;
    }
    const scan = decodeScan(item.frame);
    if (!scan.ok) {
      outlet.discarded(scan.code, item.frame.length);
      return;
    }
    const held = scan.value === lastCode && nowMs - lastSeenMs < HELD_CODE_MS;
    lastCode = scan.value;
    lastSeenMs = nowMs;
    if (held) outlet.discarded('repeat', item.frame.length);
    else outlet.reading({ kind: 'card', code: scan.value });
  }

  const input = createFramedInput(createLineFramer({ ends: [CR, LF] }), take);
  return {
    opened() {
      lastCode = null;
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
