import { hex, type DeviceFixture } from '../../../../support/devices/device-vectors.ts';

/** As a controller reports it (LE Advertising Report); address and strength are none of a real strap. */
const report = (eventType: '00' | '04', data: string): string => {
  const length = (data.length / 2).toString(16).padStart(2, '0');
  const rest = `0201${eventType}016655443322d1${length}${data}c4`;
  return `043e${(rest.length / 2).toString(16).padStart(2, '0')}${rest}`;
};
const POLAR_H7_ADVERTISES = report('00', '02010603020d1807ff6b003b1b5452');
const POLAR_H7_TELLS_ITS_NAME = report('04', '020a001209506f6c6172204837204437393034433134');

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'recorded',
    source:
      'polarofficial/polar-ble-sdk#305: advertisement and scan response of a Polar H7, as nRF Connect shows them',
    received: hex(POLAR_H7_ADVERTISES, POLAR_H7_TELLS_ITS_NAME, POLAR_H7_ADVERTISES),
    gives: [{ kind: 'heart_rate', sensor: 'D7904C14', sensor_id: 'D7904C14', bpm: 82 }],
  },
];
