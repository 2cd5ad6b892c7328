import type { MemberId } from '../../../../shared/base/ids.ts';
import type { Member, MembershipStatus } from '../../../../shared/domain/members/member.ts';
import type { ReadableDb } from '../database.ts';
import { sql } from '../sql.ts';

const MEMBER = `id, member_number AS memberNumber, first_name AS firstName, last_name AS lastName, alias, sex,
  birth_date AS birthDate, height_cm AS heightCm, membership_status AS membershipStatus, joined_at AS joinedAtMs,
  max_heart_rate_bpm AS maxHeartRateBpm,
  measured_max_heart_rate_bpm AS measuredMaxHeartRateBpm, resting_heart_rate_bpm AS restingHeartRateBpm, board_privacy AS boardPrivacy`;

export function findMember(db: ReadableDb, id: MemberId): Member | null {
  return sql<Member>(db, `SELECT ${MEMBER} FROM members WHERE id = ?`).get(id) ?? null;
}

/** Whom a number means: the one who had it first, should two kiosks have given it out. */
export function findMemberByNumber(db: ReadableDb, memberNumber: string): Member | null {
  return (
    sql<Member>(
      db,
      `SELECT ${MEMBER} FROM members WHERE member_number = ? ORDER BY joined_at, id LIMIT 1`,
    ).get(memberNumber) ?? null
  );
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
  return sql<ListedMember>(db, `SELECT ${LISTED} FROM members`).iterate();
}

/** What the member weighs in; kilograms unless they said otherwise. */
export function findWeightUnit(db: ReadableDb, id: MemberId): 'kg' | 'lb' {
  const row = sql<{ unit: unknown }>(
    db,
    `SELECT json_extract(preferences, '$.weight_unit') AS unit FROM users WHERE id = ?`,
  ).get(id);
  return row?.unit === 'lb' ? 'lb' : 'kg';
}
