import type { Message } from '../../message.ts';

/** Everything a weigh-in says in English. German and Spanish have the same keys. */
export const weighInWords = {
  'weigh_in.open': 'Weigh in',
  'weigh_in.open_offer': 'Was this you?',
  'weigh_in.waiting.title': 'Step on the scale',
  'weigh_in.waiting.hint':
    'If you are standing on it already, step off once. Stand still until the number is there.',
  'weigh_in.waiting.settling': 'Stand still …',
  'weigh_in.waiting.implausible': 'The scale said a weight that cannot be a person’s. Step off and on again.',
  'weigh_in.waiting.cancel': 'Cancel',
  'weigh_in.question.title': 'Is this right?',
  'weigh_in.question.text':
    'It is further from your last weights than usual. Nothing is saved until you say so.',
  'weigh_in.question.yes': 'Yes, save it',
  'weigh_in.question.no': 'No, that was not me',
  'weigh_in.offer.title': 'Was this you?',
  'weigh_in.offer.text':
    'The scale said this at {time}, when you were here. Only you decide whether it is yours.',
  'weigh_in.offer.yes': 'Yes, that was me',
  'weigh_in.offer.no': 'No',
  'weigh_in.offer.back': 'Later',
  'weigh_in.done.title': 'Saved',
  'weigh_in.done.first': 'Your first weight here.',
  'weigh_in.done.same': 'The same as on {date}.',
  'weigh_in.done.less': '{amount} {unit} less than on {date}.',
  'weigh_in.done.more': '{amount} {unit} more than on {date}.',
  'weigh_in.done.after_exercise':
    'You have trained today: these values are kept, but left out of your trend. Measure before training.',
  'weigh_in.done.undo': 'Undo',
  'weigh_in.done.close': 'To the dashboard',
  'weigh_in.missed.title': 'No weight arrived',
  'weigh_in.missed.text':
    'The scale did not settle within a minute. A weight that comes later is not lost: we will ask you.',
  'weigh_in.missed.again': 'Try again',
  'weigh_in.missed.back': 'Back',
  'weigh_in.failed': 'That did not work just now. Please try again.',
} as const satisfies Readonly<Record<string, Message>>;
