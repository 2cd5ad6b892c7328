import type { MemberId } from '../../../../shared/base/ids.ts';
import type { Member, MembershipStatus } from '../../../../shared/domain/members/member.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

const MEMBER = `id, member_number AS memberNumber, first_name AS firstName, last_name AS lastName, alias, sex,
  birth_date AS birthDate, height_cm AS heightCm, membership_status AS membershipStatus, joined_at AS joinedAtMs,
  max_heart_rate_bpm AS maxHeartRateBpm,
  measured_max_heart_rate_bpm AS measuredMaxHeartRateBpm, resting_heart_rate_bpm AS restingHeartRateBpm, board_privacy AS boardPrivacy`;

export function findMember(db: ReadableDb, id: MemberId): Member | null {
  return sql<Member>(db, `SELECT ${MEMBER} FROM users WHERE id = ?`).get(id) ?? null;
}

export function findMemberByNumber(db: ReadableDb, memberNumber: string): Member | null {
  return sql<Member>(db, `SELECT ${MEMBER} FROM users WHERE member_number = ?`).get(memberNumber) ?? null;
}

export function insertMember(tx: WritableDb, member: Member): void {
  sql(
    tx,
    `INSERT INTO users (id, member_number, first_name, last_name, alias, sex, birth_date, height_cm, membership_status,
       joined_at, max_heart_rate_bpm, resting_heart_rate_bpm, board_privacy)
     VALUES (:id, :memberNumber, :firstName, :lastName, :alias, :sex, :birthDate, :heightCm, :membershipStatus,
       :joinedAtMs, :maxHeartRateBpm, :restingHeartRateBpm, :boardPrivacy)`,
  ).run({ ...member });
}

/** Keeps the maximum heart rate that a session proved, beats a minute. */
export function saveMeasuredMaximum(tx: WritableDb, id: MemberId, bpm: number): void {
  sql(tx, 'UPDATE users SET measured_max_heart_rate_bpm = ? WHERE id = ?').run(bpm, id);
}

/** Notes that the member's dashboard was opened. */
export function markDashboardAccess(tx: WritableDb, id: MemberId, atMs: number): void {
  sql(tx, 'UPDATE users SET last_dashboard_access = ? WHERE id = ?').run(atMs, id);
}

/** A member as a list of names has it. */
export interface ListedMember {
  readonly id: MemberId;
  readonly memberNumber: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly membershipStatus: MembershipStatus;
}

const LISTED = `id, member_number AS memberNumber, first_name AS firstName, last_name AS lastName,
  membership_status AS membershipStatus`;

/** Every member in no order, one by one: tens of thousands are no list to hold, and only people sort names right. */
export function eachListedMember(db: ReadableDb): IterableIterator<ListedMember> {
  return sql<ListedMember>(db, `SELECT ${LISTED} FROM users`).iterate();
}

/** What the member weighs in; kilograms unless they said otherwise. */
export function findWeightUnit(db: ReadableDb, id: MemberId): 'kg' | 'lb' {
  const row = sql<{ unit: unknown }>(
    db,
    `SELECT json_extract(preferences, '$.weight_unit') AS unit FROM users WHERE id = ?`,
  ).get(id);
  return row?.unit === 'lb' ? 'lb' : 'kg';
}
