import { statement, type Statement } from '../database.ts';

export interface KioskRow {
  gym_id: string;
  kiosk_id: string;
  name: string;
  /** Public half of the kiosk's Ed25519 key: the `x` of its JWK. */
  public_key_x: string;
  paired_at: number;
  revoked_at: number | null;
  /** Whether an alarm about it is open. */
  is_alarmed: boolean;
}

/** Adds a kiosk unless there is one with this id already, in whichever gym, or central itself writes under it. */
export function insertKiosk(row: Omit<KioskRow, 'revoked_at' | 'is_alarmed'>): Statement {
  return statement(
    `insert into kiosks (gym_id, kiosk_id, name, public_key_x, paired_at)
     select $1, $2, $3, $4, $5::bigint where not exists (select 1 from gym_logs where writer_id = $2)
     on conflict do nothing`,
    [row.gym_id, row.kiosk_id, row.name, row.public_key_x, row.paired_at],
  );
}

/** By the kiosk's id alone: a token names its kiosk before anything is known about its gym. */
export function selectKiosk(kioskId: string): Statement<KioskRow> {
  return statement(
    `select gym_id, kiosk_id, name, public_key_x, paired_at, revoked_at,
            exists (select 1 from kiosk_alarms a where a.gym_id = kiosks.gym_id and a.kiosk_id = kiosks.kiosk_id
                      and a.settled_at is null) as is_alarmed
     from kiosks where kiosk_id = $1`,
    [kioskId],
  );
}

/** All kiosks of a gym, the first paired first. */
export function selectKiosks(gymId: string, limit: number): Statement<KioskRow> {
  return statement(
    `select gym_id, kiosk_id, name, public_key_x, paired_at, revoked_at,
            exists (select 1 from kiosk_alarms a where a.gym_id = kiosks.gym_id and a.kiosk_id = kiosks.kiosk_id
                      and a.settled_at is null) as is_alarmed
     from kiosks where gym_id = $1 order by paired_at, kiosk_id limit $2`,
    [gymId, limit],
  );
}

export function countKiosks(gymId: string): Statement<{ kiosks: number }> {
  return statement('select count(*) as kiosks from kiosks where gym_id = $1', [gymId]);
}

/** Answers with the kiosk's id when there was one to revoke. */
export function revokeKiosk(gymId: string, kioskId: string, atMs: number): Statement<{ kiosk_id: string }> {
  return statement(
    `update kiosks set revoked_at = $3 where gym_id = $1 and kiosk_id = $2 and revoked_at is null
     returning kiosk_id`,
    [gymId, kioskId, atMs],
  );
}

/** What waits unread of a kiosk; its row is locked until the end of the transaction. */
export function lockParked(
  gymId: string,
  kioskId: string,
): Statement<{ parked_facts: number; parked_bytes: number }> {
  return statement(
    'select parked_facts, parked_bytes from kiosks where gym_id = $1 and kiosk_id = $2 for update',
    [gymId, kioskId],
  );
}

export function addParked(gymId: string, kioskId: string, facts: number, bytes: number): Statement {
  return statement(
    `update kiosks set parked_facts = parked_facts + $3, parked_bytes = parked_bytes + $4
     where gym_id = $1 and kiosk_id = $2`,
    [gymId, kioskId, facts, bytes],
  );
}
