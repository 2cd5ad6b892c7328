import type { NotificationCandidate, NotificationReason, NotificationTopic } from './notification.ts';

/** A notification of one member as it is kept. */
export interface StoredNotification extends NotificationCandidate {
  readonly createdAtMs: number;
  readonly readAtMs: number | null;
}

/** Whether it still says something: a reminder does not once its class has begun. */
export function isWorthShowing(
  { reason, expiresAtMs }: Pick<StoredNotification, 'reason' | 'expiresAtMs'>,
  nowMs: number,
): boolean {
  return reason.kind !== 'class_reminder' || expiresAtMs > nowMs;
}

/** The columns of a stored notification that both stores name alike. */
export interface NotificationFields {
  readonly id: string;
  readonly topic: NotificationTopic;
  readonly reason: string;
  readonly subject: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly readAtMs: number | null;
}

/** @param fields as they were written; the reason's JSON is our own */
export function readStoredNotification(fields: NotificationFields): StoredNotification {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written from this very type
  return { ...fields, reason: JSON.parse(fields.reason) as NotificationReason };
}
