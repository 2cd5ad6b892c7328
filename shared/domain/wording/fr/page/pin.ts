import type { pinWords as english } from '../../en/page/pin.ts';
import type { SameKeys } from '../../message.ts';

/** Number and PIN in French. */
export const pinWords: SameKeys<typeof english> = {
  'keypad.number': 'Ton numéro de membre',
  'keypad.pin': 'Ton code PIN',
  'keypad.pin_of': 'Numéro {number}',
  'keypad.next': 'Suivant',
  'keypad.enter': 'Entrer',
  'keypad.back': 'Retour',
  'keypad.erase': 'Effacer le dernier chiffre',
  'keypad.clear': 'Recommencer',
  'keypad.typed': { one: '{count} chiffre tapé', other: '{count} chiffres tapés' },
  'keypad.checking': 'Un instant…',
  'keypad.wrong': 'Le numéro et le code PIN ne vont pas ensemble. Essaie encore.',
  'keypad.wait': { one: 'Attends {count} seconde', other: 'Attends {count} secondes' },
  'keypad.storage': 'Cette borne ne peut rien enregistrer pour l’instant. Adresse-toi à l’accueil.',
  'keypad.failed': 'Cela n’a pas marché. Essaie encore.',
  'keypad.card': 'Ou tiens ta carte devant le lecteur.',

  'own.set': 'Choisir un code PIN',
  'own.change': 'Changer le code PIN',
  'own.old': 'Ton code PIN actuel',
  'own.new': 'Ton nouveau code PIN',
  'own.again': 'Encore une fois, pour être sûr',
  'own.hint': '4 à 8 chiffres. Pas de suite, pas de répétition, pas ton numéro de membre.',
  'own.save': 'Enregistrer',
  'own.done': 'Ton code PIN est enregistré',
  'own.done_hint': 'La prochaine fois, ton numéro de membre et ce code te font entrer.',
  'own.to_dashboard': 'Vers tes chiffres',
  'own.different': 'Les deux n’étaient pas identiques. Choisis encore une fois.',
  'own.too_easy': 'Celui-là est trop facile à deviner. Choisis-en un autre.',
  'own.wrong_old': 'Ce n’était pas ton code PIN.',
  'own.not_now': 'Attends un peu avant le prochain essai.',
  'own.locked': 'Adresse-toi à l’accueil.',

  'demo.pin': 'Nº {number}, PIN {pin}',
  'demo.locked': 'Nº {number}, PIN {pin} (bloqué)',
};
