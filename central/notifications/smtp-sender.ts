import { domainToASCII } from 'node:url';
import { createTransport } from 'nodemailer';
import { SECOND_MS } from '../../shared/base/clock.ts';
import { addressOfSender } from '../../shared/domain/members/email-address.ts';
import type { Letter } from './letter.ts';

/** How an attempt to send ended, from the message's point of view. Codes hold no address. */
export type SendOutcome =
  | { readonly outcome: 'accepted'; readonly code: string }
  /** This message will never be taken. */
  | { readonly outcome: 'refused'; readonly code: string }
  /** This message may be taken later. It may even have been taken, with the answer lost. */
  | { readonly outcome: 'later'; readonly code: string }
  /** No message gets through at present: the server is away, or does not let this one in. */
  | { readonly outcome: 'unreachable'; readonly code: string };

export interface LetterSender {
  send(letter: Letter): Promise<SendOutcome>;
}

export interface SmtpTimes {
  /** To be connected, and to be greeted. */
  readonly connectMs: number;
  /** Of silence within a conversation. */
  readonly silenceMs: number;
  /** For one letter altogether. */
  readonly letterMs: number;
}

/** RFC 5321 4.5.3.2 allows servers minutes; a letter of a kilobyte to a submission server takes a second. */
const TIMES: SmtpTimes = { connectMs: 10 * SECOND_MS, silenceMs: 30 * SECOND_MS, letterMs: 60 * SECOND_MS };

/** Stages at which the server has not heard of any message, when it answers with a refusal. */
const BEFORE_THE_LETTER = new Set(['CONN', 'EHLO', 'HELO', 'STARTTLS', 'AUTH', 'AUTH LOGIN', 'AUTH PLAIN']);
/** Failures of that time that come without an answer. */
const UNREACHABLE = new Set(['EAUTH', 'EDNS', 'ETLS', 'ENOAUTH', 'EOAUTH2', 'ECONFIG']);

/**
 * Sends letters by SMTP, one connection a letter.
 * @param url `smtp://user:password@host:port` or `smtps://…`
 * @param from address, with or without a name, that letters come from
 */
export function createSmtpSender(
  { url, from }: { url: string; from: string },
  times: SmtpTimes = TIMES,
): LetterSender {
  const transport = createTransport({
    url,
    connectionTimeout: times.connectMs,
    greetingTimeout: times.connectMs,
    dnsTimeout: times.connectMs,
    socketTimeout: times.silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // A Message-ID is ASCII, whatever the domain is written in.
  const host = domainToASCII(addressOfSender(from).split('@').at(-1) ?? '') || 'localhost';
  return {
    async send({ messageId, to, language, subject, text, unsubscribeUrl }) {
      const sending = transport
        .sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${messageId}@${host}>`,
          headers: {
            'Content-Language': language,
            'Auto-Submitted': 'auto-generated',
            'List-Unsubscribe': `<${unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          },
        })
        .then((): SendOutcome => ({ outcome: 'accepted', code: 'accepted' }), judgeFailure);
      return withinTime(sending, times.letterMs);
    },
  };
}

/** Reads what a failure means; its words are never passed on, since servers repeat the address in them. */
function judgeFailure(error: unknown): SendOutcome {
  const { responseCode, command, code, syscall } = (error ?? {}) as Record<string, unknown>;
  if (typeof responseCode === 'number' && responseCode >= 400) {
    const said = `smtp_${responseCode}`;
    const stage = typeof command === 'string' ? command.toUpperCase() : '';
    if (BEFORE_THE_LETTER.has(stage) || code === 'EAUTH') return { outcome: 'unreachable', code: said };
    return { outcome: responseCode >= 500 ? 'refused' : 'later', code: said };
  }
  const named = typeof code === 'string' ? code.toLowerCase() : 'failed';
  // No valid recipient, found out before anything was sent.
  if (code === 'EENVELOPE') return { outcome: 'refused', code: named };
  // A line that breaks or falls silent may do so after the letter: only what surely came before is not counted.
  const isBefore = syscall === 'connect' || (typeof code === 'string' && UNREACHABLE.has(code));
  return { outcome: isBefore ? 'unreachable' : 'later', code: named };
}

async function withinTime(sending: Promise<SendOutcome>, ms: number): Promise<SendOutcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<SendOutcome>((resolve) => {
    timer = setTimeout(() => resolve({ outcome: 'later', code: 'too_slow' }), ms);
  });
  try {
    return await Promise.race([sending, late]);
  } finally {
    clearTimeout(timer);
  }
}
