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

/** Who has this number. Two rows mean that two kiosks gave it out: nobody can sign in with it then. */
export function selectUsersByNumber(
  gymId: string,
  memberNumber: string,
): Statement<{ id: string; pin_verifier: string | null }> {
  return statement('select id, pin_verifier from users where gym_id = $1 and member_number = $2 limit 2', [
    gymId,
    memberNumber,
  ]);
}

/** Those of some member numbers that two members of the gym have. */
export function selectNumbersTwice(
  gymId: string,
  memberNumbers: readonly string[],
): Statement<{ member_number: string }> {
  return statement(
    `select member_number from users where gym_id = $1 and member_number = any($2::text[])
     group by member_number having count(*) > 1 order by member_number`,
    [gymId, memberNumbers],
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
