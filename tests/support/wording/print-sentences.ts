import { everySentence } from './every-sentence.ts';

/** Each sentence under its name, one line a language. */
const lines = everySentence().map(
  ({ from, said }) =>
    `${from}\n${Object.values(said)
      .map((texts) => `  ${texts.join(' | ')}`)
      .join('\n')}`,
);
process.stdout.write(`${lines.join('\n')}\n`);
