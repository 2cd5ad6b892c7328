import { statement, type Statement } from '../database.ts';

/** A member's answer to being shown to others. */
export interface Consent {
  readonly memberId: string;
  readonly purpose: 'community';
  readonly granted: boolean;
  readonly decidedAtMs: number;
}

/** Notes members' answers, each member once; a later one takes an earlier one's place. */
export function upsertConsents(gymId: string, consents: readonly Consent[]): Statement {
  return statement(
    `insert into consents as known (gym_id, user_id, purpose, granted, decided_at)
     select $1, * from unnest($2::text[], $3::text[], $4::boolean[], $5::bigint[])
     on conflict (gym_id, user_id, purpose) do update set granted = excluded.granted,
       decided_at = excluded.decided_at
     where excluded.decided_at >= known.decided_at`,
    [
      gymId,
      consents.map(({ memberId }) => memberId),
      consents.map(({ purpose }) => purpose),
      consents.map(({ granted }) => granted),
      consents.map(({ decidedAtMs }) => decidedAtMs),
    ],
  );
}

/** A member's answer; no row for one who was never asked, which is no consent. */
export function selectConsent(
  gymId: string,
  memberId: string,
  purpose: Consent['purpose'],
): Statement<{ granted: boolean }> {
  return statement('select granted from consents where gym_id = $1 and user_id = $2 and purpose = $3', [
    gymId,
    memberId,
    purpose,
  ]);
}
