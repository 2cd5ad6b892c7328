import type { StoredNotification } from '../../shared/domain/notifications/stored-notification.ts';
import { wordNotification } from '../../shared/domain/notifications/word-notification.ts';
import { isolateText } from '../../shared/domain/wording/isolate-text.ts';
import type { Language } from '../../shared/domain/wording/languages.ts';
import { wordingFor } from '../../shared/domain/wording/wording-for.ts';

/** One message as a channel gets it: plain words, and where to switch them off. */
export interface Letter {
  /** Stays the same with every attempt, so that a receiver can tell a repeated one. */
  readonly messageId: string;
  readonly to: string;
  readonly language: Language;
  readonly subject: string;
  readonly text: string;
  /** Where mail programs switch the messages off at one press (RFC 8058). */
  readonly unsubscribeUrl: string;
}

/**
 * Words a letter in the reader's language, one notification after the other.
 * @param to.unsubscribePageUrl the page that a person opens
 */
export function writeLetter(
  notifications: readonly StoredNotification[],
  to: {
    readonly messageId: string;
    readonly email: string;
    readonly firstName: string;
    readonly gymName: string;
    readonly language: Language;
    readonly unsubscribeUrl: string;
    readonly unsubscribePageUrl: string;
  },
): Letter {
  const words = wordingFor(to.language);
  const { letter } = words;
  const gymName = isolateText(to.gymName);
  const said = notifications.map(({ reason, createdAtMs }) => wordNotification(reason, createdAtMs, words));
  const text = [
    letter.greeting(isolateText(to.firstName)),
    ...(said.length === 1 ? said : [said.map((sentence) => `• ${sentence}`).join('\n\n')]),
    to.gymName,
    `-- \n${letter.footer(gymName)}\n${letter.unsubscribe} ${to.unsubscribePageUrl}`,
  ].join('\n\n');
  return {
    messageId: to.messageId,
    to: to.email,
    language: to.language,
    subject: letter.subject(said.length, gymName),
    text: `${text}\n`,
    unsubscribeUrl: to.unsubscribeUrl,
  };
}
