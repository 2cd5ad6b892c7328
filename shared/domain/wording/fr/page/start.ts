import type { startWords as english } from '../../en/page/start.ts';
import type { SameKeys } from '../../message.ts';

/** What the start screen says before anything else is there, in French. */
export const startWords: SameKeys<typeof english> = {
  'attract.tap': 'Passe ta carte',
  'attract.tap_hint': 'Tiens-la un instant devant le lecteur',
  'attract.reader_starting': 'Un instant',
  'attract.reader_starting_hint': 'Le lecteur de cartes démarre',
  'attract.reader_missing': 'Adresse-toi à l’accueil',
  'attract.reader_missing_hint': 'Le lecteur de cartes n’est pas branché',
  'attract.reader_lost': 'Un instant',
  'attract.reader_lost_hint': 'Le lecteur de cartes se reconnecte',
  'attract.not_storing': 'Adresse-toi à l’accueil',
  'attract.not_storing_hint': 'On t’y fera entrer',
  'door.open': 'Numéro et code PIN',
};
