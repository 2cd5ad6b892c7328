import type { words as english } from './en/page/words.ts';
import type { Message } from './message.ts';

/** Everything the kiosk's page says, in English; its keys are every language's keys. */
export type EnglishWords = typeof english;
export type MessageKey = keyof EnglishWords;

/** What another language has to say: a message for every key. */
export type PageWords = Readonly<Record<MessageKey, Message>>;
