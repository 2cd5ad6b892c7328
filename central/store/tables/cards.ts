import { statement, type Statement } from '../database.ts';

/** What a card or a strap was enrolled as. */
export interface Enrolment {
  /** Card code or strap number. */
  readonly key: string;
  readonly memberId: string;
  readonly enrolledAtMs: number;
}

/** Gives cards to members; of two enrolments of one card the later one counts, in whatever order they arrive. */
export function upsertCards(gymId: string, enrolments: readonly Enrolment[]): Statement {
  return statement(
    `insert into cards (gym_id, code, member_id, enrolled_at_ms)
     select $1, * from unnest($2::text[], $3::text[], $4::bigint[])
     on conflict (gym_id, code) do update
       set member_id = excluded.member_id, enrolled_at_ms = excluded.enrolled_at_ms
       where cards.enrolled_at_ms < excluded.enrolled_at_ms`,
    [
      gymId,
      enrolments.map((enrolment) => enrolment.key),
      enrolments.map((enrolment) => enrolment.memberId),
      enrolments.map((enrolment) => enrolment.enrolledAtMs),
    ],
  );
}
