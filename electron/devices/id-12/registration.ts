import type { FamilyRegistration } from '../driver.ts';
import { createTagReaderDriver } from '../rdm6300/driver.ts';
import { createTagReaderSimulator } from '../rdm6300/simulator.ts';
import { tagMessages } from '../rdm6300/tag-messages.ts';

/** The ID series speaks as the RDM6300 does, with CR LF before ETX. */
export const id12: FamilyRegistration = {
  family: 'id-12',
  title: '125 kHz tag reader (ID-12)',
  models: ['ID-2', 'ID-12', 'ID-12LA', 'ID-20', 'ID-20LA'],
  reads: 'card',
  connection: 'serial',
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  messages: tagMessages(true),
  provenance:
    'ID Innovations data sheet (ASCII mode), as transcribed by the Concordia University Arduino lab',
  createDriver: (_config, outlet) => createTagReaderDriver(outlet),
  createSimulator: (_config, send, random) => createTagReaderSimulator('\r\n', send, random),
};
