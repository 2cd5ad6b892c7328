import type { FamilyRegistration } from '../driver.ts';
import { createBraceFramer } from '../framing/brace-framer.ts';
import { countFrames } from '../framing/count-frames.ts';
import { sign } from '../scale/line-signature.ts';
import { createTanitaDriver } from './driver.ts';
import { decodeTanita } from './frames.ts';
import { createTanitaSimulator } from './simulator.ts';

export const tanita: FamilyRegistration = {
  family: 'tanita',
  title: 'Tanita professional analysers',
  models: [
    'SC-240',
    'SC-330',
    'MC-780',
    'MC-980',
    'BC-420',
    'BC-418 weight mode',
    'WB-3000',
    'HD-351BT',
    'BC-601',
  ],
  reads: 'body composition',
  connection: 'serial',
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  makers: /tanita/i,
  signatures: [
    sign(1, 'brace message', /^\{0,16,.*,CS,[0-9A-Fa-f]{2}\}?$/),
    sign(0.8, 'BC-418 weight', /^[KL][SDI][ \d]{0,3}\d\.\d$/),
  ],
  messages: {
    what: 'checked measurement',
    isProof: true,
    count: (bytes) =>
      countFrames(createBraceFramer(), bytes, (text) =>
        text.startsWith('{') && decodeTanita(text).type === 'measurement' ? text.length : 0,
      ),
  },
  provenance: 'Tanita SC-240, SC-330, MC-980 and BC-418 manuals; lines recorded from an SC-330 and BC-601s',
  createDriver: (_config, outlet) => createTanitaDriver(outlet),
  createSimulator: createTanitaSimulator,
};
