import type { FamilyRegistration } from '../driver.ts';
import { createTagReaderDriver } from './driver.ts';
import { createTagReaderSimulator } from './simulator.ts';
import { tagMessages } from './tag-messages.ts';

export const rdm6300: FamilyRegistration = {
  family: 'rdm6300',
  title: '125 kHz tag reader (RDM6300)',
  models: ['RDM6300', 'RDM630', 'Seeed 125 kHz UART', 'Parallax 28140 (2400 baud)'],
  reads: 'card',
  connection: 'serial',
  serial: { baud_rate: 9_600, data_bits: 8, parity: 'none', stop_bits: 1, rtscts: false },
  messages: tagMessages(false),
  provenance: 'Seeed Studio wiki; frames recorded by users, numbers compared with the print on the cards',
  createDriver: (_config, outlet) => createTagReaderDriver(outlet),
  createSimulator: (_config, send, random) => createTagReaderSimulator('', send, random),
};
