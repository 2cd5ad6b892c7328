import { card, text, type DeviceFixture } from '../../../../support/devices/device-vectors.ts';

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'published example',
    source: 'ISO/IEC 15424: symbology identifier of an EAN-13, before the number of GS1’s own example',
    received: text(']E04006381333931\r\n'),
    gives: card('4006381333931'),
  },
];
