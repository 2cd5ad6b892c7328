import { text, type DeviceFixture } from '../../../../support/devices/device-vectors.ts';

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'printed layout',
    source: 'Health o meter PRO PLUS 1100KL operation manual, page 33: a reading and its units',
    received: text('\x1bR\x1bI1234567890\x1bW200.00\x1bNm\x1bE'),
    gives: [{ kind: 'weight', value: '200.00', unit: 'kg', kg: 200, stable: true }],
  },
  {
    origin: 'printed layout',
    source: 'STocidlowski/ScaleReporter, packet of an 1100L that sends all the time, in kilograms',
    received: text('6R\x1bI1234567890\x1bW184.5\x1bH84.0\x1bB24.1\x1bT0.0\x1bNm\x1bE'),
    gives: [{ kind: 'weight', value: '184.5', unit: 'kg', kg: 184.5, stable: true }],
  },
  {
    origin: 'printed layout',
    source: 'STocidlowski/ScaleReporter, packet of an 1100L in pounds, with neither number nor height',
    received: text('\x1bR\x1bI0000000000\x1bW123.4\x1bH0.0\x1bB0.0\x1bT0.0\x1bNc\x1bE'),
    gives: [{ kind: 'weight', value: '123.4', unit: 'lb', stable: true }],
  },
];
