import type { startWords as english } from '../../en/page/start.ts';
import type { SameKeys } from '../../message.ts';

/** What the start screen says before anything else is there, in German. */
export const startWords: SameKeys<typeof english> = {
  'attract.tap': 'Karte vorhalten',
  'attract.tap_hint': 'Halte sie kurz an den Leser',
  'attract.reader_starting': 'Einen Moment bitte',
  'attract.reader_starting_hint': 'Der Kartenleser startet',
  'attract.reader_missing': 'Bitte melde dich am Empfang',
  'attract.reader_missing_hint': 'Der Kartenleser ist nicht angeschlossen',
  'attract.reader_lost': 'Einen Moment bitte',
  'attract.reader_lost_hint': 'Der Kartenleser wird neu verbunden',
  'attract.not_storing': 'Bitte melde dich am Empfang',
  'attract.not_storing_hint': 'Dort lässt dich jemand herein',
  'door.open': 'Nummer und PIN',
};
