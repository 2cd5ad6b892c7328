import { hex, weight, type DeviceFixture } from '../../../../support/devices/device-vectors.ts';

/** A HID scale's first report after opening may be left over; any other goes ahead. */
const STALE_REPORT = '030203fe0000';

export const FIXTURES: readonly DeviceFixture[] = [
  {
    origin: 'recorded',
    source: 'ryepdx/pyusb-scale, tests/mocks/usb_lib.py: output of a Mettler Toledo PS60',
    received: hex(STALE_REPORT, '030403fec200'),
    gives: weight('1.94', 'kg', 1.94),
  },
];
