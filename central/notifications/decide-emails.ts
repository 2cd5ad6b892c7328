import { DAY_MS, MINUTE_MS } from '../../shared/base/clock.ts';
import type { NewId } from '../../shared/base/ids.ts';
import { localDays } from '../../shared/base/local-days.ts';
import { decideDeliveries, isUrgent } from '../../shared/domain/notifications/decide-deliveries.ts';
import type { DeliveryDecision } from '../../shared/domain/notifications/decide-deliveries.ts';
import type { CentralDatabase, SqlRunner } from '../store/database.ts';
import { selectContact } from '../store/tables/contact-settings.ts';
import type { GymRow } from '../store/tables/gyms.ts';
import { lockReview } from '../store/tables/member-reviews.ts';
import {
  saveDeliveries,
  selectDueMember,
  selectHeld,
  type Delivery,
} from '../store/tables/notification-deliveries.ts';
import { countQueued, insertMessage, selectCapTimes } from '../store/tables/notification-messages.ts';
import { selectPreferences } from '../store/tables/notification-preferences.ts';
import { selectNotified, toNotification } from '../store/tables/notifications.ts';
import { MAX_REMEMBERED, REMEMBERED_MS } from './note-notifications.ts';
import { readStillTrue } from './still-true.ts';

/** Messages that wait to be sent, of one gym. At four a week that is thousands of members' worth of a mail server's outage. */
export const MAX_QUEUED = 10_000;
/** With a full outbox decisions wait this long: nothing is lost but time. */
const FULL_WAIT_MS = 15 * MINUTE_MS;
/** Held for one member and looked at together; the rest is next. */
const MAX_HELD = 100;
const CAP_WINDOW_MS = 7 * DAY_MS;

/**
 * Decides about what is held for one member whose time has come, and puts what is to be sent into the
 * outbox, all in one transaction under the member's lock: two servers never decide the same thing.
 * @param isMailOn whether this server sends mail at all
 * @returns whether there was a member to decide about
 */
export async function decideNextMember(
  gym: GymRow,
  {
    database,
    newId,
    nowMs,
    isMailOn,
  }: { database: CentralDatabase; newId: NewId; nowMs: number; isMailOn: boolean },
): Promise<boolean> {
  const { gym_id: gymId } = gym;
  const [due] = await database.query(selectDueMember(gymId, nowMs));
  if (due === undefined) return false;
  await database.transaction(async (sql) => {
    await sql.query(lockReview(gymId, due.user_id, nowMs));
    const decisions = await decide(sql, gym, due.user_id, { nowMs, isMailOn });
    await keep(sql, gymId, due.user_id, decisions, { messageId: newId(), nowMs });
  });
  return true;
}

type Decided = DeliveryDecision & { readonly isUrgent: boolean };

async function decide(
  sql: SqlRunner,
  { gym_id: gymId, timezone }: GymRow,
  memberId: string,
  { nowMs, isMailOn }: { nowMs: number; isMailOn: boolean },
): Promise<Decided[]> {
  const days = localDays(timezone);
  const waiting = (await sql.query(selectHeld(gymId, memberId, 'email', MAX_HELD))).map(toNotification);
  const [contact] = await sql.query(selectContact(gymId, memberId));
  const told = await sql.query(
    selectNotified(gymId, memberId, 'email', nowMs - REMEMBERED_MS, MAX_REMEMBERED),
  );
  const capTimes = await sql.query(selectCapTimes(gymId, memberId, nowMs - CAP_WINDOW_MS));
  const reasons = waiting.map(({ reason }) => reason);
  const decisions = decideDeliveries({
    channel: 'email',
    waiting,
    notifiedBefore: told.map(toNotification),
    preferences: await sql.query(selectPreferences(gymId, memberId)),
    closed: !isMailOn ? 'channel_off' : contact?.email == null ? 'no_address' : null,
    sentAtMs: capTimes.map(({ created_at }) => created_at),
    isStillTrue: await readStillTrue(sql, { gymId, memberId, reasons, nowMs, days }),
    nowMs,
    days,
  });
  return decisions.map((decision, place) => ({ ...decision, isUrgent: isUrgent(reasons[place]!) }));
}

async function keep(
  sql: SqlRunner,
  gymId: string,
  memberId: string,
  decisions: readonly Decided[],
  { messageId, nowMs }: { messageId: string; nowMs: number },
): Promise<void> {
  const sent = decisions.filter(({ outcome }) => outcome === 'send');
  const [{ queued } = { queued: 0 }] = sent.length === 0 ? [] : await sql.query(countQueued(gymId));
  const isFull = queued >= MAX_QUEUED;
  const deliveries = decisions.map((decision): Delivery => {
    const { id, outcome, code } = decision;
    if (outcome === 'send' && isFull)
      return { id, outcome: 'hold', code: 'outbox_full', dueAtMs: nowMs + FULL_WAIT_MS, messageId: null };
    return {
      id,
      outcome,
      code,
      dueAtMs: outcome === 'hold' ? decision.untilMs : null,
      messageId: outcome === 'send' ? messageId : null,
    };
  });
  if (deliveries.length === 0) return;
  await sql.query(saveDeliveries(gymId, memberId, 'email', deliveries, nowMs));
  if (sent.length === 0 || isFull) return;
  const countsForCap = sent.some((decision) => !decision.isUrgent);
  await sql.query(insertMessage(gymId, { id: messageId, memberId, countsForCap }, nowMs));
}
