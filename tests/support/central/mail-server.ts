import type { AddressInfo, Socket } from 'node:net';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** What the server does with the next letter. */
export type MailBehaviour =
  /** Takes it. */
  | { readonly does: 'accept' }
  /** Answers with this code, to the recipient's address or after the letter. */
  | { readonly does: 'refuse'; readonly code: number; readonly at: 'address' | 'letter' }
  /** Takes it, and is gone before it says so. */
  | { readonly does: 'take_and_drop' }
  /** Takes it, and says nothing until `release` is called. */
  | { readonly does: 'take_and_wait' };

/** A real SMTP server in this process, whose manners the test chooses. */
export interface MailServer {
  readonly url: string;
  /** Letters it took, in order, as a mail program reads them. */
  readonly letters: readonly ParsedMail[];
  /** Recipients that somebody wanted to write to, taken or not. */
  readonly attempts: readonly string[];
  behave(behaviour: MailBehaviour): void;
  /** Resolves when the next letter has been read to its end. */
  nextLetter(): Promise<void>;
  release(): void;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const letters: ParsedMail[] = [];
  const attempts: string[] = [];
  const sockets = new Set<Socket>();
  let behaviour: MailBehaviour = { does: 'accept' };
  let release: () => void = () => undefined;
  let onLetter: () => void = () => undefined;
  const refusal = (code: number) =>
    Object.assign(new Error(`no letters for ${attempts.at(-1) ?? ''}`), { responseCode: code });

  const take = async (stream: Readable, done: (refused?: Error | null) => void): Promise<void> => {
    const now = behaviour;
    const letter = await simpleParser(stream);
    if (now.does === 'refuse') {
      done(refusal(now.code));
      return;
    }
    letters.push(letter);
    if (now.does === 'take_and_drop') for (const socket of sockets) socket.destroy();
    else if (now.does === 'take_and_wait') release = () => done(null);
    else done(null);
    onLetter();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    closeTimeout: 10,
    onRcptTo(address, _session, done) {
      attempts.push(address.address);
      const refuses = behaviour.does === 'refuse' && behaviour.at === 'address' ? behaviour.code : null;
      done(refuses === null ? null : refusal(refuses));
    },
    onData: (stream, _session, done) => void take(stream, done),
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    letters,
    attempts,
    behave: (next) => void (behaviour = next),
    nextLetter: () => new Promise((resolve) => void (onLetter = resolve)),
    release: () => release(),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
