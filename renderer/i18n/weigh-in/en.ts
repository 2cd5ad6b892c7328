import type { Message } from '../message.ts';

/** Everything a weigh-in says in English. German and Spanish have the same keys. */
export const weighInEn = {
  open: 'Weigh in',
  open_offer: 'Was this you?',
  'waiting.title': 'Step on the scale',
  'waiting.hint': 'If you are standing on it already, step off once. Stand still until the number is there.',
  'waiting.settling': 'Stand still …',
  'waiting.implausible': 'The scale said a weight that cannot be a person’s. Step off and on again.',
  'waiting.cancel': 'Cancel',
  'question.title': 'Is this right?',
  'question.text': 'It is further from your last weights than usual. Nothing is saved until you say so.',
  'question.yes': 'Yes, save it',
  'question.no': 'No, that was not me',
  'offer.title': 'Was this you?',
  'offer.text': 'The scale said this at {time}, when you were here. Only you decide whether it is yours.',
  'offer.yes': 'Yes, that was me',
  'offer.no': 'No',
  'offer.back': 'Later',
  'done.title': 'Saved',
  'done.first': 'Your first weight here.',
  'done.same': 'The same as on {date}.',
  'done.less': '{amount} {unit} less than on {date}.',
  'done.more': '{amount} {unit} more than on {date}.',
  'done.after_exercise':
    'You have trained today: these values are kept, but left out of your trend. Measure before training.',
  'done.undo': 'Undo',
  'done.close': 'To the dashboard',
  'missed.title': 'No weight arrived',
  'missed.text':
    'The scale did not settle within a minute. A weight that comes later is not lost: we will ask you.',
  'missed.again': 'Try again',
  'missed.back': 'Back',
  failed: 'That did not work just now. Please try again.',
} as const satisfies Readonly<Record<string, Message>>;
export type WeighInMessageKey = keyof typeof weighInEn;
