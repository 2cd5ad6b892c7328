import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import type { Driver, DriverOutlet } from '../driver.ts';
import { createScanGate } from '../serial-scanner/scan-gate.ts';
import { decodeScanReport, type ScannedPart } from './frames.ts';

/** Reports of one code follow each other within a few milliseconds; silent for this long, the rest was lost. */
const PART_GAP_MS = 500;
/** The longest code is 128 characters; one more report's worth tells that a code is longer. */
const MAX_HELD_CHARACTERS = 192;
/** Scanners may be set to end a code as a keyboard or a serial line would. */
const SUFFIXES = '\r\n\t\u0003';

function withoutSuffix(text: string): string {
  let end = text.length;
  while (end > 0 && SUFFIXES.includes(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}

interface HalfScan {
  readonly symbology: string;
  readonly text: string;
  readonly bytes: number;
}

/** Listens to a scanner in HID Point of Sale mode; the transport hands over one report at a time. */
export function createHidScannerDriver(outlet: DriverOutlet): Driver {
  const gate = createScanGate(outlet);
  let half: HalfScan | null = null;
  let halfSinceMs = 0;

  const giveUp = (reason: DiscardReason): void => {
    if (half !== null) outlet.discarded(reason, half.bytes);
    half = null;
  };

  const takePart = (part: ScannedPart, bytes: number, nowMs: number): void => {
    // Another symbology is another code: the end of the one before never came.
    if (half !== null && half.symbology !== part.symbology) giveUp('framing');
    const text = ((half?.text ?? '') + part.text).slice(0, MAX_HELD_CHARACTERS);
    const soFar = { symbology: part.symbology, text, bytes: (half?.bytes ?? 0) + bytes };
    half = part.continues ? soFar : null;
    halfSinceMs = nowMs;
    if (!part.continues) gate.take(withoutSuffix(text), soFar.bytes, nowMs);
  };

  const tick = (nowMs: number): void => {
    if (half !== null && nowMs - halfSinceMs > PART_GAP_MS) giveUp('timeout');
  };

  return {
    opened() {
      gate.reset();
      outlet.state('ready');
    },
    received(report, nowMs) {
      tick(nowMs);
      const part = decodeScanReport(report);
      if (part.ok) takePart(part.value, report.length, nowMs);
      else outlet.discarded(part.code, report.length);
    },
    tick,
    closed() {
      giveUp('timeout');
    },
  };
}
