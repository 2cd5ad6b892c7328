import { isolateText } from './isolate-text.ts';

/**
 * A message that depends on a number: `=3` is exactly three, else the plural category of the
 * language (`one`, `few` …), else `other`.
 */
export interface CountedMessage {
  readonly other: string;
  readonly [choice: string]: string;
}

export type Message = string | CountedMessage;

/** The keys of one language's words, said in another. */
export type SameKeys<Words> = Readonly<Record<keyof Words, Message>>;

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** Names of the placeholders of a message; a counted one always needs its `count`. */
export type ParameterNames<M extends Message> = M extends string
  ? NamesIn<M>
  : 'count' | NamesIn<M[keyof M] & string>;

export type Parameters = Readonly<Record<string, string | number>>;

/**
 * Fills a message in.
 * @param language whose plural rules choose the variant
 * @param parameters values of the `{placeholders}`; one that is missing stays visible as its name
 */
export function fillMessage(message: Message, language: string, parameters: Parameters = {}): string {
  const text = typeof message === 'string' ? message : choose(message, language, Number(parameters.count));
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    isolateText(String(parameters[name] ?? placeholder)),
  );
}

function choose(message: CountedMessage, language: string, count: number): string {
  return message[`=${count}`] ?? message[new Intl.PluralRules(language).select(count)] ?? message.other;
}
