import { DAY_MS, type Clock } from '../../shared/base/clock.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import {
  MAX_NOTIFICATIONS_LISTED,
  type ContactDocument,
  type CentralNotificationList,
} from '../../shared/contract/notification-documents.ts';
import {
  allPreferences,
  type NotificationPreference,
} from '../../shared/domain/notifications/preferences.ts';
import { isWorthShowing } from '../../shared/domain/notifications/stored-notification.ts';
import { wordNotification } from '../../shared/domain/notifications/word-notification.ts';
import { wordingFor } from '../../shared/domain/wording/wording-for.ts';
import type { MemberRef } from '../auth/callers.ts';
import type { CentralDatabase } from '../store/database.ts';
import { selectContact } from '../store/tables/contact-settings.ts';
import { selectGym } from '../store/tables/gyms.ts';
import { selectDeliveries, type DeliveryRow } from '../store/tables/notification-deliveries.ts';
import { selectPreferences, upsertPreferences } from '../store/tables/notification-preferences.ts';
import {
  insertNotificationReads,
  selectNotification,
  selectNotificationRead,
  selectNotified,
  toNotification,
} from '../store/tables/notifications.ts';
import { selectUser } from '../store/tables/users.ts';
import type { CentralDraft } from '../sync/gym-log.ts';
import { sayAtCentral } from '../sync/say-at-central.ts';

export interface NotificationReader {
  readonly database: CentralDatabase;
  readonly clock: Clock;
}

/** What a member was told longer ago is not listed any more. */
const LISTED_MS = 30 * DAY_MS;

/** What the member was told lately, newest first, each with what became of it on every channel, and why. */
export async function readNotifications(
  { gymId, memberId }: MemberRef,
  { database, clock }: NotificationReader,
): Promise<Result<CentralNotificationList, 'unknown_member'>> {
  const nowMs = clock.nowMs();
  const [gym] = await database.query(selectGym(gymId));
  const [user] = await database.query(selectUser(gymId, memberId));
  if (gym === undefined || user === undefined) return fail('unknown_member');
  const [contact] = await database.query(selectContact(gymId, memberId));
  const words = wordingFor(contact?.language ?? gym.language);
  const told = (
    await database.query(
      selectNotified(gymId, memberId, 'in_app', nowMs - LISTED_MS, MAX_NOTIFICATIONS_LISTED),
    )
  )
    .map(toNotification)
    .filter((one) => isWorthShowing(one, nowMs));
  const ids = told.map(({ id }) => id);
  const deliveries = Map.groupBy(
    await database.query(selectDeliveries(gymId, memberId, ids)),
    ({ notification_id }) => notification_id,
  );
  const notifications = told.map(({ id, topic, reason, createdAtMs, readAtMs }) => ({
    id,
    topic,
    text: wordNotification(reason, createdAtMs, words),
    created_at: new Date(createdAtMs).toISOString(),
    read_at: readAtMs === null ? null : new Date(readAtMs).toISOString(),
    reason: { ...reason },
    deliveries: (deliveries.get(id) ?? []).map(toDelivery),
  }));
  return ok({ unread: notifications.filter(({ read_at }) => read_at === null).length, notifications });
}

function toDelivery(
  row: DeliveryRow,
): CentralNotificationList['notifications'][number]['deliveries'][number] {
  const isSent = row.channel === 'in_app' || row.message_state === 'sent';
  const outcome =
    row.outcome === 'send'
      ? isSent
        ? 'sent'
        : row.message_state === 'dead'
          ? 'failed'
          : 'queued'
      : row.outcome;
  return {
    channel: row.channel,
    outcome: outcome === 'hold' ? 'held' : outcome === 'drop' ? 'dropped' : outcome,
    code: outcome === 'failed' ? (row.message_code ?? row.code) : row.code,
    decided_at: new Date(row.decided_at).toISOString(),
    until: row.outcome === 'hold' && row.due_at !== null ? new Date(row.due_at).toISOString() : null,
  };
}

/** Marks one notification as read. @returns when it was read first */
export async function markNotificationRead(
  { gymId, memberId }: MemberRef,
  id: string,
  { database, clock }: NotificationReader,
): Promise<Result<string, 'unknown_notification'>> {
  const [known] = await database.query(selectNotification(gymId, memberId, id));
  if (known === undefined) return fail('unknown_notification');
  await database.query(insertNotificationReads(gymId, [{ memberId, id, readAtMs: clock.nowMs() }]));
  const [read] = await database.query(selectNotificationRead(gymId, memberId, id));
  return ok(new Date(read?.read_at ?? clock.nowMs()).toISOString());
}

export interface NotificationSettings {
  readonly preferences: NotificationPreference[];
  readonly contact: ContactDocument;
}

/** What the member wants to hear about, by which way, where and in which language. */
export async function readNotificationSettings(
  { gymId, memberId }: MemberRef,
  { database }: NotificationReader,
): Promise<NotificationSettings> {
  const chosen = await database.query(selectPreferences(gymId, memberId));
  const [contact] = await database.query(selectContact(gymId, memberId));
  return {
    preferences: allPreferences(chosen),
    contact: { email: contact?.email ?? null, language: contact?.language ?? null },
  };
}

/** Keeps what is named of it, all or nothing; the rest stays as it was. */
export async function setNotificationSettings(
  who: MemberRef,
  change: {
    readonly preferences?: readonly NotificationPreference[] | undefined;
    readonly email?: string | null | undefined;
    readonly language?: ContactDocument['language'] | undefined;
  },
  parts: NotificationReader,
): Promise<Result<NotificationSettings, 'unknown_member'>> {
  const { gymId, memberId } = who;
  const { database, clock } = parts;
  const nowMs = clock.nowMs();
  const [user] = await database.query(selectUser(gymId, memberId));
  if (user === undefined) return fail('unknown_member');
  await database.transaction(async (sql) => {
    const choices = (change.preferences ?? []).map((one) => ({ ...one, memberId, decidedAtMs: nowMs }));
    if (choices.length > 0) await sql.query(upsertPreferences(gymId, choices));
    const { email, language } = change;
    const said: CentralDraft[] = [];
    if (email !== undefined) said.push({ kind: 'member.contact_changed', memberId, payload: { email } });
    if (language !== undefined) said.push({ kind: 'member.changed', memberId, payload: { language } });
    await sayAtCentral(sql, gymId, said, { nowMs, actor: `member:${memberId}` });
  });
  return ok(await readNotificationSettings(who, parts));
}
