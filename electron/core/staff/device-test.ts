import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { Reading } from '../../../shared/contract/readings.ts';
import { MAX_TEST_READINGS, type TestReading } from '../../../shared/contract/staff-documents.ts';

/** How long staff are shown what a device says. */
export const DEVICE_TEST_MS = 30 * SECOND_MS;
/** Last digits of a card's number that are shown: enough to tell two cards apart, too few to copy one. */
const CARD_DIGITS_SHOWN = 4;

/** What one device says while staff look at it. Nothing of it is kept. */
export interface DeviceTest {
  start(device: string): void;
  stop(): void;
  /** Whether this device is under test. */
  isTesting(device: string): boolean;
  showReading(reading: Reading): void;
  /** The test under way, newest reading first; null for none. */
  view(): { readonly device: string; readonly until: number; readonly readings: TestReading[] } | null;
}

/** @param deps.whoseCard whom a card under test belongs to */
export function createDeviceTest(deps: {
  nowMs: () => number;
  monotonicMs: () => number;
  whoseCard: (code: string) => TestReading['card'];
}): DeviceTest {
  const { nowMs, monotonicMs, whoseCard } = deps;
  let test: { device: string; startedAt: number; until: number; readings: TestReading[] } | null = null;
  const present = () => (test !== null && monotonicMs() - test.startedAt < DEVICE_TEST_MS ? test : null);
  return {
    start(device) {
      test = { device, startedAt: monotonicMs(), until: nowMs() + DEVICE_TEST_MS, readings: [] };
    },
    stop: () => void (test = null),
    isTesting: (device) => present()?.device === device,
    showReading(reading) {
      const now = present();
      if (now?.device !== reading.device) return;
      const said = {
        n: (now.readings[0]?.n ?? 0) + 1,
        at: reading.at,
        kind: reading.kind,
        text: textOf(reading),
        card: reading.kind === 'card' ? whoseCard(reading.code) : null,
      };
      now.readings = [said, ...now.readings].slice(0, MAX_TEST_READINGS);
    },
    view() {
      const now = present();
      return now === null ? null : { device: now.device, until: now.until, readings: now.readings };
    },
  };
}

/** A reading in one line; numbers as the device said them. */
function textOf(reading: Reading): string {
  switch (reading.kind) {
    case 'card':
      return maskedCard(reading.code);
    case 'heart_rate':
      return `${reading.sensor}: ${reading.bpm} bpm`;
    case 'weight':
      return `${reading.value.trim()} ${reading.unit}${reading.stable ? '' : ' …'}`;
    case 'body_composition':
      return `${reading.kg} kg, ${Object.keys(reading.fields).length} fields`;
  }
}

/** A card's number as it may be shown: `••••••5634`. */
export function maskedCard(code: string): string {
  const shown = code.slice(-CARD_DIGITS_SHOWN);
  return shown.padStart(Math.min(code.length, 10), '•');
}
