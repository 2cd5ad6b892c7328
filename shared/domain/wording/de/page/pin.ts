import type { pinWords as english } from '../../en/page/pin.ts';
import type { SameKeys } from '../../message.ts';

/** Number and PIN in German. */
export const pinWords: SameKeys<typeof english> = {
  'keypad.number': 'Deine Mitgliedsnummer',
  'keypad.pin': 'Deine PIN',
  'keypad.pin_of': 'Nummer {number}',
  'keypad.next': 'Weiter',
  'keypad.enter': 'Einchecken',
  'keypad.back': 'Zurück',
  'keypad.erase': 'Letzte Ziffer löschen',
  'keypad.clear': 'Von vorn',
  'keypad.typed': { one: '{count} Ziffer eingegeben', other: '{count} Ziffern eingegeben' },
  'keypad.checking': 'Einen Moment…',
  'keypad.wrong': 'Nummer und PIN passen nicht zusammen. Bitte noch einmal.',
  'keypad.wait': { one: 'Bitte {count} Sekunde warten', other: 'Bitte {count} Sekunden warten' },
  'keypad.storage': 'Der Kiosk kann gerade nichts speichern. Bitte melde dich am Empfang.',
  'keypad.failed': 'Das hat nicht geklappt. Bitte noch einmal.',
  'keypad.card': 'Oder halte deine Karte an den Leser.',

  'own.set': 'PIN festlegen',
  'own.change': 'PIN ändern',
  'own.old': 'Deine jetzige PIN',
  'own.new': 'Deine neue PIN',
  'own.again': 'Zur Sicherheit noch einmal',
  'own.hint': '4 bis 8 Ziffern. Keine Folgen, keine Wiederholungen, nicht deine Mitgliedsnummer.',
  'own.save': 'Speichern',
  'own.done': 'Deine PIN ist festgelegt',
  'own.done_hint': 'Beim nächsten Mal kommst du mit Mitgliedsnummer und dieser PIN herein.',
  'own.to_dashboard': 'Zu deinen Werten',
  'own.different': 'Die beiden waren nicht gleich. Bitte neu wählen.',
  'own.too_easy': 'Die ist zu leicht zu erraten. Bitte wähle eine andere.',
  'own.wrong_old': 'Das war nicht deine PIN.',
  'own.not_now': 'Bitte warte kurz vor dem nächsten Versuch.',
  'own.locked': 'Bitte melde dich am Empfang.',

  'demo.pin': 'Nr. {number}, PIN {pin}',
  'demo.locked': 'Nr. {number}, PIN {pin} (gesperrt)',
};
