import type { Message } from '../message.ts';
import type { WeighInMessageKey } from './en.ts';

/** Everything a weigh-in says in German. */
export const weighInDe: Readonly<Record<WeighInMessageKey, Message>> = {
  open: 'Wiegen',
  open_offer: 'Warst du das?',
  'waiting.title': 'Stell dich auf die Waage',
  'waiting.hint': 'Stehst du schon darauf, steig einmal ab. Bleib ruhig stehen, bis die Zahl da ist.',
  'waiting.settling': 'Bleib ruhig stehen …',
  'waiting.implausible':
    'Die Waage hat ein Gewicht gemeldet, das kein Mensch haben kann. Steig ab und wieder auf.',
  'waiting.cancel': 'Abbrechen',
  'question.title': 'Stimmt das?',
  'question.text':
    'Das liegt weiter von deinen letzten Gewichten als sonst. Gespeichert wird erst, wenn du zustimmst.',
  'question.yes': 'Ja, speichern',
  'question.no': 'Nein, das war ich nicht',
  'offer.title': 'Warst du das?',
  'offer.text':
    'Das hat die Waage um {time} gemeldet, als du hier warst. Nur du entscheidest, ob es deins ist.',
  'offer.yes': 'Ja, das war ich',
  'offer.no': 'Nein',
  'offer.back': 'Später',
  'done.title': 'Gespeichert',
  'done.first': 'Dein erstes Gewicht hier.',
  'done.same': 'Genauso viel wie am {date}.',
  'done.less': '{amount} {unit} weniger als am {date}.',
  'done.more': '{amount} {unit} mehr als am {date}.',
  'done.after_exercise':
    'Du hast heute trainiert: Diese Werte bleiben erhalten, zählen aber nicht für deinen Trend. Miss vor dem Training.',
  'done.undo': 'Rückgängig',
  'done.close': 'Zur Übersicht',
  'missed.title': 'Kein Gewicht angekommen',
  'missed.text':
    'Die Waage kam innerhalb einer Minute nicht zur Ruhe. Kommt später ein Gewicht, geht es nicht verloren: Wir fragen dich.',
  'missed.again': 'Noch einmal',
  'missed.back': 'Zurück',
  failed: 'Das hat gerade nicht geklappt. Bitte versuch es noch einmal.',
};
