import { DAY_MS, MINUTE_MS, SECOND_MS, type Clock } from '../../shared/base/clock.ts';
import type { NewId } from '../../shared/base/ids.ts';
import type { Log } from '../../shared/base/log.ts';
import type { SigningKeys } from '../auth/signing-keys.ts';
import { runSteps } from '../flows/run-steps.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectGym } from '../store/tables/gyms.ts';
import { deleteOldNotifications } from '../store/tables/notification-deliveries.ts';
import { createAttendanceModelReader } from './attendance-model.ts';
import { noteClassReminders } from './class-reminders.ts';
import { createDailyRound } from './daily-round.ts';
import { decideNextMember } from './decide-emails.ts';
import { sendNextMessage } from './send-next-message.ts';
import type { LetterSender } from './smtp-sender.ts';

/** A server's way to its members' mailboxes. */
export interface MailSettings {
  readonly sender: LetterSender;
  /** Where members reach this server, without a slash at the end. */
  readonly publicUrl: string;
}

export interface NotificationParts {
  readonly database: CentralDatabase;
  readonly signingKeys: SigningKeys;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** Null where nothing is sent. */
  readonly mail: MailSettings | null;
}

const PAUSE_MS = SECOND_MS / 4;
const REST_MS = 5 * SECOND_MS;
/** Reminders are a matter of minutes, and a round through all members is over for the day. */
const NOTICE_REST_MS = MINUTE_MS;
/** While the mail server is away. */
const UNREACHABLE_REST_MS = MINUTE_MS / 2;
/** By then nothing is news any more, and nothing can be noticed a second time. */
const KEPT_MS = 120 * DAY_MS;
const DELETED_PER_STEP = 500;

/** Decides and sends, one member or message a step. @returns a step; it answers whether there was anything to do */
export function createDispatch(gymId: string, parts: NotificationParts): () => Promise<boolean> {
  const { database, clock, newId, mail } = parts;
  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const nowMs = clock.nowMs();
    const [gym] = await database.query(selectGym(gymId));
    if (gym === undefined) return false;
    const hasDecided = await decideNextMember(gym, { database, newId, nowMs, isMailOn: mail !== null });
    if (mail === null || clock.monotonicMs() < pausedUntilMs) return hasDecided;
    const sent = await sendNextMessage(gym, { ...parts, ...mail, nowMs: clock.nowMs });
    if (sent === 'unreachable') pausedUntilMs = clock.monotonicMs() + UNREACHABLE_REST_MS;
    return hasDecided || sent === 'settled';
  };
}

/** Notices what only time brings: booked classes, and everybody once a day. @returns a step, as above */
export function createNotices(
  gymId: string,
  parts: Pick<NotificationParts, 'database' | 'clock' | 'log'>,
): () => Promise<boolean> {
  const { database, clock, log } = parts;
  const lookAtNext = createDailyRound({
    database,
    readAttendanceModel: createAttendanceModelReader({ database }),
    log,
  });
  let remindedAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const nowMs = clock.nowMs();
    const [gym] = await database.query(selectGym(gymId));
    if (gym === undefined) return false;
    if (Math.abs(nowMs - remindedAtMs) >= MINUTE_MS) {
      await noteClassReminders(gym, { database, nowMs });
      remindedAtMs = nowMs;
    }
    if (await lookAtNext(gym, nowMs)) return true;
    const deleted = await database.query(deleteOldNotifications(gymId, nowMs - KEPT_MS, DELETED_PER_STEP));
    return deleted.length > 0;
  };
}

/** Runs both beside the server's requests. @returns how to stop them; resolves when nothing runs any more */
export function startNotifications(gymId: string, parts: NotificationParts): () => Promise<void> {
  const { log } = parts;
  const stops = [
    runSteps(createDispatch(gymId, parts), {
      pauseMs: PAUSE_MS,
      restMs: REST_MS,
      log,
      what: 'messages are sent',
    }),
    runSteps(createNotices(gymId, parts), {
      pauseMs: PAUSE_MS,
      restMs: NOTICE_REST_MS,
      log,
      what: 'members are looked at',
    }),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
