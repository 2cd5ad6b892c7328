import { HOUR_MS, MINUTE_MS } from '../../shared/base/clock.ts';
import type { NewId } from '../../shared/base/ids.ts';
import { localDays } from '../../shared/base/local-days.ts';
import type { Log } from '../../shared/base/log.ts';
import { isOptedIn } from '../../shared/domain/notifications/preferences.ts';
import type { SigningKeys } from '../auth/signing-keys.ts';
import { signUnsubscribeToken } from '../auth/unsubscribe-tokens.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectContact } from '../store/tables/contact-settings.ts';
import type { GymRow } from '../store/tables/gyms.ts';
import { selectMessageContent } from '../store/tables/notification-deliveries.ts';
import { leaseMessage, postponeMessage, settleMessage } from '../store/tables/notification-messages.ts';
import type { LeasedMessage } from '../store/tables/notification-messages.ts';
import { selectPreferences } from '../store/tables/notification-preferences.ts';
import { toNotification } from '../store/tables/notifications.ts';
import { selectUser } from '../store/tables/users.ts';
import { writeLetter, type Letter } from './letter.ts';
import type { LetterSender, SendOutcome } from './smtp-sender.ts';
import { readStillTrue } from './still-true.ts';

/** Longer than any attempt takes; a server that dies holding a message delays it by this much. */
export const LEASE_MS = 3 * MINUTE_MS;
/** After each failed attempt; greylisting lets a second one in after some minutes. Then the message is dead. */
export const RETRY_AFTER_MS = [5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS, 12 * HOUR_MS] as const;
/** While no message gets through; such attempts are not the message's fault and are not counted. */
const UNREACHABLE_AFTER_MS = 2 * MINUTE_MS;

export interface SendParts {
  readonly database: CentralDatabase;
  readonly signingKeys: SigningKeys;
  readonly newId: NewId;
  readonly log: Log;
  readonly nowMs: () => number;
  readonly sender: LetterSender;
  /** Where members reach this server, without a slash at the end. */
  readonly publicUrl: string;
}

/**
 * Sends the next message of the outbox whose time has come. It is taken by a lease, sent, and then
 * settled: a server that dies in between lets it be sent again under the same Message-ID, because a
 * message that comes twice is the smaller harm than one that never comes.
 * @returns `idle` when there was none, `unreachable` when a pause makes sense
 */
export async function sendNextMessage(
  gym: GymRow,
  parts: SendParts,
): Promise<'idle' | 'settled' | 'unreachable'> {
  const { database, newId, log, sender } = parts;
  const gymId = gym.gym_id;
  const lease = newId();
  const leasedAtMs = parts.nowMs();
  const [message] = await database.query(
    leaseMessage(gymId, { lease, nowMs: leasedAtMs, untilMs: leasedAtMs + LEASE_MS }),
  );
  if (message === undefined) return 'idle';
  const letter = await composeLetter(gym, message, parts);
  const sent = letter === null ? null : await sender.send(letter);
  const nowMs = parts.nowMs();
  const settle = (state: 'sent' | 'dead', code: string) =>
    database.query(settleMessage(gymId, message.message_id, lease, { state, code, nowMs }));
  const postpone = (code: string, afterMs: number, isCounted: boolean) =>
    database.query(
      postponeMessage(gymId, message.message_id, lease, {
        code,
        nextAttemptAtMs: nowMs + afterMs,
        isCounted,
      }),
    );
  if (sent === null) {
    await settle('dead', 'nothing_left');
    return 'settled';
  }
  log[sent.outcome === 'accepted' ? 'debug' : 'warn'](
    { messageId: message.message_id, attempt: message.attempts, outcome: sent.outcome, code: sent.code },
    'a message was handed to the mail server',
  );
  await applyOutcome(sent, message, { settle, postpone });
  return sent.outcome === 'unreachable' ? 'unreachable' : 'settled';
}

async function applyOutcome(
  { outcome, code }: SendOutcome,
  { attempts }: LeasedMessage,
  to: {
    settle: (state: 'sent' | 'dead', code: string) => Promise<unknown>;
    postpone: (code: string, afterMs: number, isCounted: boolean) => Promise<unknown>;
  },
): Promise<void> {
  if (outcome === 'accepted') await to.settle('sent', code);
  else if (outcome === 'refused') await to.settle('dead', code);
  else if (outcome === 'unreachable') await to.postpone(code, UNREACHABLE_AFTER_MS, false);
  else {
    const againMs = RETRY_AFTER_MS[attempts - 1];
    if (againMs === undefined) await to.settle('dead', code);
    else await to.postpone(code, againMs, true);
  }
}

/** @returns null where nothing is left to say: read late, it was switched off, has passed, or is no longer so */
async function composeLetter(
  gym: GymRow,
  { message_id: messageId, user_id: memberId }: LeasedMessage,
  { database, signingKeys, publicUrl, nowMs }: SendParts,
): Promise<Letter | null> {
  const gymId = gym.gym_id;
  const atMs = nowMs();
  const [user] = await database.query(selectUser(gymId, memberId));
  const [contact] = await database.query(selectContact(gymId, memberId));
  if (user === undefined || contact?.email == null) return null;
  const preferences = await database.query(selectPreferences(gymId, memberId));
  const content = (await database.query(selectMessageContent(gymId, messageId))).map(toNotification);
  const isStillTrue = await readStillTrue(database, {
    gymId,
    memberId,
    reasons: content.map(({ reason }) => reason),
    nowMs: atMs,
    days: localDays(gym.timezone),
  });
  const left = content.filter(
    ({ topic, reason, expiresAtMs }) =>
      expiresAtMs > atMs && isOptedIn(preferences, topic, 'email') && isStillTrue(reason),
  );
  if (left.length === 0) return null;
  const token = await signUnsubscribeToken({ gymId, memberId }, { signingKeys });
  return writeLetter(left, {
    messageId,
    email: contact.email,
    firstName: user.first_name,
    gymName: gym.name,
    language: contact.language ?? gym.language,
    unsubscribeUrl: `${publicUrl}/api/unsubscribe/${token}`,
    unsubscribePageUrl: `${publicUrl}/unsubscribe/${token}`,
  });
}
