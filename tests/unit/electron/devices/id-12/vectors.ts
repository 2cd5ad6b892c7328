import { card, hex, type DeviceFixture } from '../../../../support/devices/device-vectors.ts';

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'printed layout',
    source: 'ID Innovations ID-12 data sheet, page 4 (CR LF before ETX), around the EEVblog forum’s tag',
    received: hex('023646303037423339373235460d0a03'),
    gives: card('0008075634'),
  },
];
