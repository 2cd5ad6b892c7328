import type { ReadStream } from 'node:tty';

/** No secret is longer; whoever pipes a file in has made a mistake. */
const MAX_SECRET_LENGTH = 200;
const END_OF_INPUT = '\u0004';
const INTERRUPT = '\u0003';
const ERASE = new Set(['\u007f', '\b']);

/**
 * Reads one line from standard input. On a terminal it asks and shows nothing of what is typed.
 * @param question in front of the cursor, on standard error
 * @returns the line without its end; null when the one who types gives up with Ctrl-C
 */
export async function readSecret(
  input: ReadStream,
  { question, ask }: { question: string; ask: (text: string) => void },
): Promise<string | null> {
  if (!input.isTTY) return readFirstLine(input);
  // First: whoever types as soon as they are asked is not shown what they type.
  input.setRawMode(true);
  ask(question);
  try {
    return await readTyped(input);
  } finally {
    input.setRawMode(false);
    input.pause();
    ask('\n');
  }
}

async function readFirstLine(input: ReadStream): Promise<string> {
  let text = '';
  input.setEncoding('utf8');
  for await (const chunk of input as AsyncIterable<string>) {
    text += chunk;
    if (/[\r\n]/.test(text) || text.length > MAX_SECRET_LENGTH) break;
  }
  return (text.split(/[\r\n]/)[0] ?? '').trim().slice(0, MAX_SECRET_LENGTH);
}

function readTyped(input: ReadStream): Promise<string | null> {
  return new Promise((resolve) => {
    let text = '';
    const finish = (line: string | null): void => {
      input.off('data', onKeys);
      resolve(line);
    };
    const onKeys = (keys: Buffer): void => {
      for (const key of keys.toString('utf8')) {
        if (key === INTERRUPT) return finish(null);
        if (key === '\r' || key === '\n' || key === END_OF_INPUT) return finish(text.trim());
        if (ERASE.has(key)) text = text.slice(0, -1);
        else if (text.length < MAX_SECRET_LENGTH) text += key;
      }
    };
    input.on('data', onKeys);
    input.resume();
  });
}
