import { hex, text, type DeviceFixture } from '../../../../support/devices/device-vectors.ts';

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'recorded',
    source: 'marcodpt/Toledo, tests/test.dat: read with eight data bits, 5.67 kg told beside it',
    received: hex('82acf0603030303536b73030303030308da3', '82acf0603030303536b73030303030308da3'),
    gives: [
      { kind: 'weight', value: '0005.67', unit: 'kg', kg: 5.67, stable: true },
      { kind: 'weight', value: '0005.67', unit: 'kg', kg: 5.67, stable: true },
    ],
  },
  {
    origin: 'recorded',
    source: 'marcodpt/Toledo, tests/test.dat: out of range, told as above the limit',
    received: hex('82ac74603030b73039b43030303030308d1d'),
    gives: 'overload',
  },
  {
    origin: 'printed layout',
    source:
      'Cardinal 225 manual, page 118, and Mettler Toledo Wildcat manual, page 6-5: no check character, pounds',
    received: text('\x02<  018245000000\r', '\x02<  018245000000\r'),
    gives: [
      { kind: 'weight', value: '0182.45', unit: 'lb', stable: true },
      { kind: 'weight', value: '0182.45', unit: 'lb', stable: true },
    ],
  },
];
