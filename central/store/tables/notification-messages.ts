import { statement, type Statement } from '../database.ts';

/** A message of the outbox that this process may send now. */
export interface LeasedMessage {
  message_id: string;
  user_id: string;
  attempts: number;
}

export function insertMessage(
  gymId: string,
  message: { readonly id: string; readonly memberId: string; readonly countsForCap: boolean },
  nowMs: number,
): Statement {
  return statement(
    `insert into notification_messages (gym_id, message_id, user_id, channel, counts_for_cap, state, code, attempts,
                                        next_attempt_at, leased_until, created_at)
     values ($1, $2, $3, 'email', $4, 'queued', 'new', 0, $5, 0, $5)`,
    [gymId, message.id, message.memberId, message.countsForCap, nowMs],
  );
}

/**
 * Takes the next message whose time has come for itself until the lease ends. Of several servers that
 * ask at once each gets another one: the row's lock decides, and one that is locked is passed by.
 * @param lease this attempt's own name
 */
export function leaseMessage(
  gymId: string,
  { lease, nowMs, untilMs }: { lease: string; nowMs: number; untilMs: number },
): Statement<LeasedMessage> {
  return statement(
    `update notification_messages set lease = $2, leased_until = $4, attempts = attempts + 1
     where (gym_id, message_id) in (
       select gym_id, message_id from notification_messages
       where gym_id = $1 and state = 'queued' and next_attempt_at <= $3 and leased_until <= $3
       order by next_attempt_at limit 1 for update skip locked)
     returning message_id, user_id, attempts`,
    [gymId, lease, nowMs, untilMs],
  );
}

/** Says how an attempt ended, unless the lease has passed to somebody else meanwhile. */
export function settleMessage(
  gymId: string,
  messageId: string,
  lease: string,
  end: { readonly state: 'sent' | 'dead'; readonly code: string; readonly nowMs: number },
): Statement {
  return statement(
    `update notification_messages set state = $4, code = $5, settled_at = $6, lease = null, leased_until = 0
     where gym_id = $1 and message_id = $2 and lease = $3 and state = 'queued'`,
    [gymId, messageId, lease, end.state, end.code, end.nowMs],
  );
}

/** Puts a message back for a later attempt. `isCounted` is false where the message was not to blame. */
export function postponeMessage(
  gymId: string,
  messageId: string,
  lease: string,
  later: { readonly code: string; readonly nextAttemptAtMs: number; readonly isCounted: boolean },
): Statement {
  return statement(
    `update notification_messages set code = $4, next_attempt_at = $5, lease = null, leased_until = 0,
            attempts = attempts - $6
     where gym_id = $1 and message_id = $2 and lease = $3 and state = 'queued'`,
    [gymId, messageId, lease, later.code, later.nextAttemptAtMs, later.isCounted ? 0 : 1],
  );
}

/** When messages that count for a member's cap were made since a time; dead ones reached nobody. */
export function selectCapTimes(
  gymId: string,
  memberId: string,
  sinceMs: number,
): Statement<{ created_at: number }> {
  return statement(
    `select created_at from notification_messages
     where gym_id = $1 and user_id = $2 and created_at >= $3 and counts_for_cap and state <> 'dead'`,
    [gymId, memberId, sinceMs],
  );
}

export function countQueued(gymId: string): Statement<{ queued: number }> {
  return statement(
    `select count(*) as queued from notification_messages where gym_id = $1 and state = 'queued'`,
    [gymId],
  );
}
