import type { Message } from '../../message.ts';

/** What the start screen says before anything else is there, in English. Another language has the same keys. */
export const startWords = {
  'attract.tap': 'Tap your card',
  'attract.tap_hint': 'Hold it to the reader for a moment',
  'attract.reader_starting': 'One moment, please',
  'attract.reader_starting_hint': 'The card reader is starting',
  'attract.reader_missing': 'Please see the front desk',
  'attract.reader_missing_hint': 'The card reader is not connected',
  'attract.reader_lost': 'One moment, please',
  'attract.reader_lost_hint': 'The card reader is being reconnected',
  'attract.not_storing': 'Please see the front desk',
  'attract.not_storing_hint': 'Somebody there will let you in',
  'door.open': 'Number and PIN',
} as const satisfies Readonly<Record<string, Message>>;
