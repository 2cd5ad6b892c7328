import { statement, type Statement } from '../database.ts';

export type AlarmCode =
  'chain_gap' | 'chain_break' | 'epoch_skipped' | 'parked_quota' | 'clock_wrong' | 'member_number_twice';

/** Something that is wrong with a kiosk's log or clock. */
export interface KioskAlarm {
  readonly code: AlarmCode;
  /** Which facts it is about; zeros where it is about the kiosk as such. */
  readonly epoch: number;
  readonly fromSeq: number;
  readonly untilSeq: number;
  /** Facts refused, or milliseconds a clock is ahead; null where there is nothing to count. */
  readonly amount: number | null;
}

export interface KioskAlarmRow {
  code: AlarmCode;
  epoch: number;
  from_seq: number;
  until_seq: number;
  amount: number | null;
  found_at: number;
}

/** An alarm about the kiosk as such. */
export function aboutKiosk(code: AlarmCode, amount: number): KioskAlarm {
  return { code, epoch: 0, fromSeq: 0, untilSeq: 0, amount };
}

/** What is wrong with a kiosk now, the oldest first. */
export function selectOpenAlarms(gymId: string, kioskId: string, limit: number): Statement<KioskAlarmRow> {
  return statement(
    `select code, epoch, from_seq, until_seq, amount, found_at from kiosk_alarms
     where gym_id = $1 and kiosk_id = $2 and settled_at is null
     order by found_at, code, epoch, from_seq limit $3`,
    [gymId, kioskId, limit],
  );
}

/** Notes alarms, each key once; one that is over begins anew. */
export function noteAlarms(
  gymId: string,
  kioskId: string,
  alarms: readonly KioskAlarm[],
  nowMs: number,
): Statement {
  return statement(
    `insert into kiosk_alarms as known (gym_id, kiosk_id, found_at, code, epoch, from_seq, until_seq, amount)
     select $1, $2, $3::bigint, * from unnest($4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
     on conflict (gym_id, kiosk_id, code, epoch, from_seq) do update set until_seq = excluded.until_seq,
       amount = excluded.amount, settled_at = null,
       found_at = case when known.settled_at is null then known.found_at else excluded.found_at end`,
    [
      gymId,
      kioskId,
      nowMs,
      alarms.map(({ code }) => code),
      alarms.map(({ epoch }) => epoch),
      alarms.map(({ fromSeq }) => fromSeq),
      alarms.map(({ untilSeq }) => untilSeq),
      alarms.map(({ amount }) => amount),
    ],
  );
}

/** Ends alarms of a kiosk about itself. */
export function settleAlarm(gymId: string, kioskId: string, code: AlarmCode, nowMs: number): Statement {
  return statement(
    `update kiosk_alarms set settled_at = $4
     where gym_id = $1 and kiosk_id = $2 and code = $3 and settled_at is null`,
    [gymId, kioskId, code, nowMs],
  );
}

/** Ends alarms about gaps that are filled by now. */
export function settleFilledGaps(gymId: string, kioskId: string, nowMs: number): Statement {
  return statement(
    `update kiosk_alarms a set settled_at = $3
     where a.gym_id = $1 and a.kiosk_id = $2 and a.code = 'chain_gap' and a.settled_at is null
       and a.until_seq - a.from_seq + 1 = (select count(*) from facts f
         where f.gym_id = a.gym_id and f.kiosk_id = a.kiosk_id and f.epoch = a.epoch
           and f.seq between a.from_seq and a.until_seq)`,
    [gymId, kioskId, nowMs],
  );
}

/** Ends alarms about enrolments of a member who turned out to be another one. */
export function settleNumberAlarms(gymId: string, userId: string, nowMs: number): Statement {
  return statement(
    `update kiosk_alarms a set settled_at = $3 from facts f
     where a.gym_id = $1 and a.code = 'member_number_twice' and a.settled_at is null and f.gym_id = a.gym_id
       and f.kiosk_id = a.kiosk_id and f.epoch = a.epoch and f.seq = a.from_seq and f.user_id = $2`,
    [gymId, userId, nowMs],
  );
}
