import { statement, type Statement } from '../database.ts';
import type { Enrolment } from './cards.ts';

/** Gives straps to members; of two enrolments of one strap the later one counts, in whatever order they arrive. */
export function upsertStraps(gymId: string, enrolments: readonly Enrolment[]): Statement {
  return statement(
    `insert into straps (gym_id, sensor_id, member_id, enrolled_at_ms)
     select $1, * from unnest($2::text[], $3::text[], $4::bigint[])
     on conflict (gym_id, sensor_id) do update
       set member_id = excluded.member_id, enrolled_at_ms = excluded.enrolled_at_ms
       where straps.enrolled_at_ms < excluded.enrolled_at_ms`,
    [
      gymId,
      enrolments.map((enrolment) => enrolment.key),
      enrolments.map((enrolment) => enrolment.memberId),
      enrolments.map((enrolment) => enrolment.enrolledAtMs),
    ],
  );
}
