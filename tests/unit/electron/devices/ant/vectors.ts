import { hex, type DeviceFixture } from '../../../../support/devices/device-vectors.ts';

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'recorded',
    source: 'thisisant.com forum, thread 7385: a Garmin strap in an openant debug log',
    received: hex('a40e4e0284ffa5e2a5e6ca3c8052627871d6'),
    gives: [{ kind: 'heart_rate', sensor: '25170', sensor_id: '483922', bpm: 60 }],
  },
];
