import { text, type DeviceFixture } from '../../../../support/devices/device-vectors.ts';

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'printed layout',
    source: 'Rice Lake Dietary/Fitness technical manual, page 20: answer to ESC R ESC E, pounds',
    received: text('\x1bR\x1bW0200.5\x1bNc\x1bE', '\x1bR\x1bW0200.5\x1bNc\x1bE'),
    gives: [
      { kind: 'weight', value: '0200.5', unit: 'lb', stable: false },
      { kind: 'weight', value: '0200.5', unit: 'lb', stable: true },
    ],
  },
  {
    origin: 'printed layout',
    source: 'Rice Lake Dietary/Fitness technical manual, page 20: an overloaded scale returns 999.9',
    received: text('\x1bR\x1bW999.9\x1bNc\x1bE'),
    gives: 'overload',
  },
];
