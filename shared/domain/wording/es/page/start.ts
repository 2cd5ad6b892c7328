import type { startWords as english } from '../../en/page/start.ts';
import type { SameKeys } from '../../message.ts';

/** What the start screen says before anything else is there, in Spanish. */
export const startWords: SameKeys<typeof english> = {
  'attract.tap': 'Acerca tu tarjeta',
  'attract.tap_hint': 'Mantenla un momento junto al lector',
  'attract.reader_starting': 'Un momento, por favor',
  'attract.reader_starting_hint': 'El lector de tarjetas está arrancando',
  'attract.reader_missing': 'Pasa por recepción, por favor',
  'attract.reader_missing_hint': 'El lector de tarjetas no está conectado',
  'attract.reader_lost': 'Un momento, por favor',
  'attract.reader_lost_hint': 'Se está reconectando el lector de tarjetas',
  'attract.not_storing': 'Pasa por recepción, por favor',
  'attract.not_storing_hint': 'Allí te dejarán entrar',
  'door.open': 'Número y PIN',
};
