import type { weighInWords as english } from '../../en/page/weigh-in.ts';
import type { SameKeys } from '../../message.ts';

/** Everything a weigh-in says in German. */
export const weighInWords: SameKeys<typeof english> = {
  'weigh_in.open': 'Wiegen',
  'weigh_in.open_offer': 'Warst du das?',
  'weigh_in.waiting.title': 'Stell dich auf die Waage',
  'weigh_in.waiting.hint':
    'Stehst du schon darauf, steig einmal ab. Bleib ruhig stehen, bis die Zahl da ist.',
  'weigh_in.waiting.settling': 'Bleib ruhig stehen …',
  'weigh_in.waiting.implausible':
    'Die Waage hat ein Gewicht gemeldet, das kein Mensch haben kann. Steig ab und wieder auf.',
  'weigh_in.waiting.cancel': 'Abbrechen',
  'weigh_in.question.title': 'Stimmt das?',
  'weigh_in.question.text':
    'Das liegt weiter von deinen letzten Gewichten als sonst. Gespeichert wird erst, wenn du zustimmst.',
  'weigh_in.question.yes': 'Ja, speichern',
  'weigh_in.question.no': 'Nein, das war ich nicht',
  'weigh_in.offer.title': 'Warst du das?',
  'weigh_in.offer.text':
    'Das hat die Waage um {time} gemeldet, als du hier warst. Nur du entscheidest, ob es deins ist.',
  'weigh_in.offer.yes': 'Ja, das war ich',
  'weigh_in.offer.no': 'Nein',
  'weigh_in.offer.back': 'Später',
  'weigh_in.done.title': 'Gespeichert',
  'weigh_in.done.first': 'Dein erstes Gewicht hier.',
  'weigh_in.done.same': 'Genauso viel wie am {date}.',
  'weigh_in.done.less': '{amount} {unit} weniger als am {date}.',
  'weigh_in.done.more': '{amount} {unit} mehr als am {date}.',
  'weigh_in.done.after_exercise':
    'Du hast heute trainiert: Diese Werte bleiben erhalten, zählen aber nicht für deinen Trend. Miss vor dem Training.',
  'weigh_in.done.undo': 'Rückgängig',
  'weigh_in.done.close': 'Zur Übersicht',
  'weigh_in.missed.title': 'Kein Gewicht angekommen',
  'weigh_in.missed.text':
    'Die Waage kam innerhalb einer Minute nicht zur Ruhe. Kommt später ein Gewicht, geht es nicht verloren: Wir fragen dich.',
  'weigh_in.missed.again': 'Noch einmal',
  'weigh_in.missed.back': 'Zurück',
  'weigh_in.failed': 'Das hat gerade nicht geklappt. Bitte versuch es noch einmal.',
};
