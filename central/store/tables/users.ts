import type { MemberId } from '../../../shared/base/ids.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import { statement, type Statement } from '../database.ts';

/** A member as stored; `users` is the table's name since the first schema. */
export interface UserRow {
  id: string;
  member_number: string;
  first_name: string;
  last_name: string;
  alias: string;
  sex: Member['sex'];
  birth_date: string | null;
  height_cm: number | null;
  membership_status: Member['membershipStatus'];
  joined_at: number;
  max_heart_rate_bpm: number | null;
  measured_max_heart_rate_bpm: number | null;
  resting_heart_rate_bpm: number | null;
  board_privacy: Member['boardPrivacy'];
}

export function toMember(row: UserRow): Member {
  return {
    id: row.id as MemberId,
    memberNumber: row.member_number,
    firstName: row.first_name,
    lastName: row.last_name,
    alias: row.alias,
    sex: row.sex,
    birthDate: row.birth_date,
    heightCm: row.height_cm,
    membershipStatus: row.membership_status,
    joinedAtMs: row.joined_at,
    maxHeartRateBpm: row.max_heart_rate_bpm,
    measuredMaxHeartRateBpm: row.measured_max_heart_rate_bpm,
    restingHeartRateBpm: row.resting_heart_rate_bpm,
    boardPrivacy: row.board_privacy,
  };
}

export function selectUser(gymId: string, memberId: string): Statement<UserRow> {
  return statement(
    `select id, member_number, first_name, last_name, alias, sex, birth_date, height_cm,
            membership_status, joined_at, max_heart_rate_bpm, m.bpm as measured_max_heart_rate_bpm,
            resting_heart_rate_bpm, board_privacy
     from users u left join measured_maximums m on m.gym_id = u.gym_id and m.user_id = u.id
     where u.gym_id = $1 and u.id = $2`,
    [gymId, memberId],
  );
}

/** Whose number this is: of several who say so the one with a PIN, else whoever had it here first. */
export function selectUserByNumber(
  gymId: string,
  memberNumber: string,
): Statement<{ id: string; pin_verifier: string | null }> {
  return statement(
    `select id, pin_verifier from users where gym_id = $1 and member_number = $2
     order by (pin_verifier is null), arrival limit 1`,
    [gymId, memberNumber],
  );
}

/** Two members with one number: the one whose it is, and the one who came with it later. */
export interface NumberConflict {
  member_number: string;
  holder_id: string;
  other_id: string;
  /** Whether both have the same names and birth date: one person, enrolled twice. */
  is_same: boolean;
  holder_name: string;
  other_name: string;
}

/** Members whose number is another's. @param memberNumbers null for all there are, the first `limit` of them */
export function selectNumberConflicts(
  gymId: string,
  memberNumbers: readonly string[] | null,
  limit: number,
): Statement<NumberConflict> {
  return statement(
    `with named as (
       select *, first_value(id) over (partition by member_number order by (pin_verifier is null), arrival) as holder_id
       from users where gym_id = $1 and ($2::text[] is null or member_number = any($2::text[])))
     select other.member_number, holder.id as holder_id, other.id as other_id,
            (holder.first_name, holder.last_name, holder.birth_date)
              is not distinct from (other.first_name, other.last_name, other.birth_date) as is_same,
            holder.first_name || ' ' || holder.last_name as holder_name,
            other.first_name || ' ' || other.last_name as other_name
     from named other join users holder on holder.gym_id = $1 and holder.id = other.holder_id
     where other.id <> other.holder_id order by other.member_number, other.arrival limit $3`,
    [gymId, memberNumbers, limit],
  );
}

/** Sets members' PIN verifiers; answers with the members there were. */
export function updatePinVerifiers(
  gymId: string,
  pins: readonly { readonly memberId: string; readonly verifier: string }[],
): Statement<{ id: string }> {
  return statement(
    `update users set pin_verifier = pins.verifier
     from unnest($2::text[], $3::text[]) as pins (user_id, verifier)
     where users.gym_id = $1 and users.id = pins.user_id
     returning users.id`,
    [gymId, pins.map((pin) => pin.memberId), pins.map((pin) => pin.verifier)],
  );
}

/** Notes that a member looked at their dashboard; never moves back. */
export function touchDashboardAccess(gymId: string, memberId: string, atMs: number): Statement {
  return statement(
    `update users set last_dashboard_access = greatest(coalesce(last_dashboard_access, 0), $3)
     where gym_id = $1 and id = $2`,
    [gymId, memberId, atMs],
  );
}

export function countUsers(gymId: string): Statement<{ members: number }> {
  return statement('select count(*) as members from users where gym_id = $1', [gymId]);
}

/** A row where the gym has such a member. */
export function isMember(gymId: string, memberId: string): Statement<{ id: string }> {
  return statement('select id from users where gym_id = $1 and id = $2', [gymId, memberId]);
}
