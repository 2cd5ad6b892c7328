import type { FamilyRegistration } from '../driver.ts';
import { ANT_OVERHEAD_BYTES, createAntFramer } from '../framing/ant-framer.ts';
import { countFrames } from '../framing/count-frames.ts';
import { createAntDriver } from './driver.ts';
import { createAntSimulator } from './simulator.ts';

export const ant: FamilyRegistration = {
  family: 'ant',
  title: 'ANT+ USB stick',
  models: ['ANTUSB2 (0fcf:1008)', 'ANTUSB-m (0fcf:1009)', 'ANTUSB1 (0fcf:1004, four straps)'],
  reads: 'heart rate and weight',
  connection: 'serial',
  serial: { baud_rate: 115_200, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  // Request for the version (3E). Read as text it is no command of any scale.
  questions: ['\u00a4\u0002\u004d\u0000\u003e\u00d5'],
  messages: {
    what: 'message',
    // An 8-bit check alone fits one stretch of noise in 256, so one message is not enough.
    isProof: false,
    count: (bytes) => countFrames(createAntFramer(), bytes, (frame) => frame.length + ANT_OVERHEAD_BYTES),
  },
  makers: /dynastream|garmin/i,
  usbIds: [
    [0x0fcf, 0x1003],
    [0x0fcf, 0x1004],
    [0x0fcf, 0x1006],
    [0x0fcf, 0x1008],
    [0x0fcf, 0x1009],
  ],
  provenance:
    'ANT message protocol as implemented by openant, python-ant and antgo (MIT); recorded stick and strap logs',
  createDriver: createAntDriver,
  createSimulator: createAntSimulator,
};
