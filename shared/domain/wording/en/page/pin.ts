import type { Message } from '../../message.ts';

/** Number and PIN in English. Another language has the same keys. */
export const pinWords = {
  'keypad.number': 'Your member number',
  'keypad.pin': 'Your PIN',
  'keypad.pin_of': 'Number {number}',
  'keypad.next': 'Next',
  'keypad.enter': 'Check in',
  'keypad.back': 'Back',
  'keypad.erase': 'Take the last digit back',
  'keypad.clear': 'Start over',
  'keypad.typed': { one: '{count} digit typed', other: '{count} digits typed' },
  'keypad.checking': 'One moment…',
  'keypad.wrong': 'Number and PIN don’t go together. Please try again.',
  'keypad.wait': { one: 'Please wait {count} second', other: 'Please wait {count} seconds' },
  'keypad.storage': 'This kiosk cannot save right now. Please see the front desk.',
  'keypad.failed': 'That did not work. Please try again.',
  'keypad.card': 'Or hold your card to the reader.',

  'own.set': 'Set PIN',
  'own.change': 'Change PIN',
  'own.old': 'Your current PIN',
  'own.new': 'Your new PIN',
  'own.again': 'Once more, to be sure',
  'own.hint': '4 to 8 digits. No runs, no repeats, not your member number.',
  'own.save': 'Save',
  'own.done': 'Your PIN is set',
  'own.done_hint': 'Next time your member number and this PIN let you in.',
  'own.to_dashboard': 'To your numbers',
  'own.different': 'These two were not the same. Please choose again.',
  'own.too_easy': 'That one is too easy to guess. Please choose another.',
  'own.wrong_old': 'That was not your PIN.',
  'own.not_now': 'Please wait a little before the next try.',
  'own.locked': 'Please see the front desk.',

  'demo.pin': 'No. {number}, PIN {pin}',
  'demo.locked': 'No. {number}, PIN {pin} (locked)',
} as const satisfies Readonly<Record<string, Message>>;
