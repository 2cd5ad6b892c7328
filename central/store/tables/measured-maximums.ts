import { statement, type Statement } from '../database.ts';

/** A maximum heart rate that a session proved, beats a minute. */
export interface MeasuredMaximum {
  readonly memberId: string;
  readonly bpm: number;
}

/** Keeps the highest of each member, whatever order they arrive in. @param maximums each member once */
export function raiseMeasuredMaximums(gymId: string, maximums: readonly MeasuredMaximum[]): Statement {
  return statement(
    `insert into measured_maximums as known (gym_id, member_id, bpm)
     select $1, * from unnest($2::text[], $3::float8[])
     on conflict (gym_id, member_id) do update set bpm = excluded.bpm where excluded.bpm > known.bpm`,
    [gymId, maximums.map(({ memberId }) => memberId), maximums.map(({ bpm }) => bpm)],
  );
}
