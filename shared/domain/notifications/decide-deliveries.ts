import { DAY_MS, MINUTE_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';
import type { NotificationCandidate, NotificationChannel, NotificationReason } from './notification.ts';
import { isOptedIn } from './preferences.ts';
import type { NotificationPreference } from './preferences.ts';
import { quietUntilMs } from './quiet-hours.ts';

/** What becomes of a notification on one channel, and why. The code is kept with it. */
export type DeliveryDecision = { readonly id: string } & (
  | { readonly outcome: 'send'; readonly code: 'shown' | 'single' | 'digest' }
  | {
      readonly outcome: 'hold';
      readonly code: 'gathering' | 'quiet_hours' | 'weekly_cap';
      readonly untilMs: number;
    }
  | { readonly outcome: 'drop'; readonly code: DropCode }
);
/** Why a channel leads to nobody: the member left no address, or nothing is sent by it here. */
export type ClosedChannel = 'no_address' | 'channel_off';
export type DropCode =
  'not_opted_in' | ClosedChannel | 'expired' | 'superseded' | 'no_longer_true' | 'too_many' | 'weekly_cap';

/** A notification that is not decided for good yet. */
export interface WaitingNotification extends NotificationCandidate {
  readonly createdAtMs: number;
}

/** How one channel treats a member. */
interface ChannelRules {
  readonly keepsQuietHours: boolean;
  /** Messages in any seven days; null for as many as there are. */
  readonly weeklyCap: number | null;
  /** What is noticed within this time goes into one message. */
  readonly gatherMs: number;
}

const WEEK_MS = 7 * DAY_MS;
/** Messages a member gets in any seven days, reminders of booked classes not counted. */
export const WEEKLY_CAP = 4;
/** Notifications in one message; of more, the oldest are left out. */
export const MAX_PER_MESSAGE = 10;

const RULES: Readonly<Record<NotificationChannel, ChannelRules>> = {
  // The member is in front of the screen: nothing disturbs them that they do not open.
  in_app: { keepsQuietHours: false, weeklyCap: null, gatherMs: 0 },
  email: { keepsQuietHours: true, weeklyCap: WEEKLY_CAP, gatherMs: 10 * MINUTE_MS },
};

export interface DeliveryInput {
  readonly channel: NotificationChannel;
  /** Of one member, in any order. */
  readonly waiting: readonly WaitingNotification[];
  /** Reasons by subject that were sent on this channel before, so that none is contradicted. */
  readonly notifiedBefore: readonly Notified[];
  readonly preferences: readonly NotificationPreference[];
  /** Null where the channel leads to the member. */
  readonly closed: ClosedChannel | null;
  /** When messages that count for the cap were sent, in any order; older than a week is ignored. */
  readonly sentAtMs: readonly number[];
  /** Whether what a notification says is still so. */
  readonly isStillTrue: (reason: NotificationReason) => boolean;
  readonly nowMs: number;
  readonly days: LocalDays;
}

/** Decides about everything that waits for a member on a channel: one decision each, in the order of `waiting`. */
export function decideDeliveries(input: DeliveryInput): DeliveryDecision[] {
  const dropped = new Map<string, DropCode>();
  for (const one of input.waiting) {
    const code = dropCode(one, input);
    if (code !== null) dropped.set(one.id, code);
  }
  const worth = input.waiting.filter(({ id }) => !dropped.has(id));
  for (const one of worth) {
    const isContradicted =
      worth.some((other) => outweighs(other, one)) ||
      input.notifiedBefore.some((told) => isEnd(told.reason) && outweighs(told, one));
    if (isContradicted) dropped.set(one.id, 'superseded');
  }
  const open = worth.filter(({ id }) => !dropped.has(id));
  const sendable = decideTimes(open, input);
  return input.waiting.map(({ id }): DeliveryDecision => {
    const code = dropped.get(id);
    return code === undefined ? sendable.get(id)! : { id, outcome: 'drop', code };
  });
}

function dropCode(one: WaitingNotification, input: DeliveryInput): DropCode | null {
  if (!isOptedIn(input.preferences, one.topic, input.channel)) return 'not_opted_in';
  if (input.closed !== null) return input.closed;
  if (one.expiresAtMs <= input.nowMs) return 'expired';
  return input.isStillTrue(one.reason) ? null : 'no_longer_true';
}

type Notified = Pick<NotificationCandidate, 'subject' | 'reason'>;

/** The chapters of a goal's story: a later one outweighs an earlier, and after the end nothing is told any more. */
const CHAPTERS: Partial<Record<NotificationReason['kind'], number>> = {
  goal_close: 1,
  goal_adjusted: 2,
  goal_missed: 3,
  goal_reached: 4,
};

function outweighs(one: Notified, other: Notified): boolean {
  const chapter = ({ reason }: Notified): number => CHAPTERS[reason.kind] ?? 0;
  return one.subject === other.subject && chapter(one) > chapter(other);
}

function isEnd({ kind }: NotificationReason): boolean {
  return kind === 'goal_missed' || kind === 'goal_reached';
}

/** Sends now, all in one message, or says until when each has to wait. */
function decideTimes(
  open: readonly WaitingNotification[],
  input: DeliveryInput,
): Map<string, DeliveryDecision> {
  const { nowMs, days, channel } = input;
  const { keepsQuietHours, weeklyCap, gatherMs } = RULES[channel];
  const decisions = new Map<string, DeliveryDecision>();
  const hold = (
    one: WaitingNotification,
    code: 'gathering' | 'quiet_hours' | 'weekly_cap',
    untilMs: number,
  ) =>
    decisions.set(
      one.id,
      untilMs < one.expiresAtMs
        ? { id: one.id, outcome: 'hold', code, untilMs }
        : { id: one.id, outcome: 'drop', code: code === 'weekly_cap' ? code : 'expired' },
    );
  const quietMs = keepsQuietHours ? quietUntilMs(nowMs, days) : null;
  if (quietMs !== null) {
    for (const one of open) hold(one, 'quiet_hours', quietMs);
    return decisions;
  }
  const urgent = open.filter(({ reason }) => isUrgent(reason));
  const calm = open.filter(({ reason }) => !isUrgent(reason));
  const freeAtMs = weeklyCap === null ? null : capFreeAtMs(input.sentAtMs, weeklyCap, nowMs);
  const gatheredAtMs = Math.min(...calm.map(({ createdAtMs }) => createdAtMs)) + gatherMs;
  if (freeAtMs !== null) for (const one of calm) hold(one, 'weekly_cap', freeAtMs);
  else if (gatheredAtMs > nowMs && urgent.length === 0)
    for (const one of calm) hold(one, 'gathering', gatheredAtMs);
  const now = open.filter(({ id }) => !decisions.has(id));
  const newestFirst = now.toSorted(
    (left, right) =>
      Number(isUrgent(right.reason)) - Number(isUrgent(left.reason)) ||
      right.createdAtMs - left.createdAtMs ||
      (left.id < right.id ? -1 : 1),
  );
  for (const [place, { id }] of newestFirst.entries()) {
    decisions.set(
      id,
      place < MAX_PER_MESSAGE
        ? { id, outcome: 'send', code: channel === 'in_app' ? 'shown' : now.length > 1 ? 'digest' : 'single' }
        : { id, outcome: 'drop', code: 'too_many' },
    );
  }
  return decisions;
}

/** What the member asked to be told in time: neither gathered nor counted. */
export function isUrgent({ kind }: NotificationReason): boolean {
  return kind === 'class_reminder';
}

/** When the next message may be sent; null for now. */
function capFreeAtMs(sentAtMs: readonly number[], cap: number, nowMs: number): number | null {
  const lately = sentAtMs.filter((atMs) => atMs > nowMs - WEEK_MS).sort((left, right) => left - right);
  const leaves = lately.at(-cap);
  return leaves === undefined ? null : leaves + WEEK_MS;
}
