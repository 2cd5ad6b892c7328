import { card, hex, type DeviceFixture } from '../../../../support/devices/device-vectors.ts';
import { BOARDING_PASS, SCANNED_BOARDING_PASS } from '../../../../support/devices/recorded-readers.ts';

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'published example',
    source: 'Access-IS LSR118 product manual, pages 68 and 69: a boarding pass in two reports',
    received: hex(...SCANNED_BOARDING_PASS),
    gives: card(BOARDING_PASS),
  },
];
