import { card, type DeviceFixture } from '../../../../support/devices/device-vectors.ts';
import { TYPED_EAN } from '../../../../support/devices/recorded-readers.ts';

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'recorded',
    source: 'node-hid issue 323: a scanner in keyboard mode, the EAN told beside it',
    received: [Uint8Array.from(Buffer.from(TYPED_EAN.join(''), 'hex'))],
    gives: card('6957842208856'),
  },
];
