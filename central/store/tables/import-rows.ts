import type { Member } from '../../../shared/domain/members/member.ts';
import type { Language } from '../../../shared/domain/wording/languages.ts';
import { statement, type Statement } from '../database.ts';

/** All that an import may say of a member, as it is known. */
export interface KnownMemberRow {
  id: string;
  member_number: string;
  first_name: string;
  last_name: string;
  sex: Member['sex'];
  birth_date: string | null;
  height_cm: number | null;
  membership_status: Member['membershipStatus'];
  joined_at: number;
  email: string | null;
  phone: string | null;
  language: Language | null;
  pin_verifier: string | null;
}

/** A gym's members; of several with one number the one whose it is comes first. */
export function selectKnownMembers(gymId: string): Statement<KnownMemberRow> {
  return statement(
    `select u.id, member_number, first_name, last_name, sex, birth_date, height_cm, membership_status, joined_at,
            c.email, c.phone, c.language, pin_verifier
     from users u left join contact_settings c on c.gym_id = u.gym_id and c.user_id = u.id
     where u.gym_id = $1 order by (pin_verifier is null), arrival`,
    [gymId],
  );
}

/** Cards that are somebody's. @param codes null for all there are */
export function selectCardOwners(
  gymId: string,
  codes: readonly string[] | null = null,
): Statement<{ code: string; user_id: string }> {
  return statement(
    `select code, user_id from cards
     where gym_id = $1 and user_id is not null and ($2::text[] is null or code = any($2::text[]))
     order by user_id, enrolled_at, code`,
    [gymId, codes],
  );
}

/** Which of these visits are known: by member and time. */
export function selectKnownVisits(
  gymId: string,
  visits: readonly { readonly memberId: string; readonly checkedInAtMs: number }[],
): Statement<{ user_id: string; checked_in_at: number }> {
  return statement(
    `select v.user_id, v.checked_in_at
     from unnest($2::text[], $3::bigint[]) as given (user_id, checked_in_at)
       join visits v on v.gym_id = $1 and v.user_id = given.user_id and v.checked_in_at = given.checked_in_at`,
    [gymId, visits.map(({ memberId }) => memberId), visits.map(({ checkedInAtMs }) => checkedInAtMs)],
  );
}

/** Visits that count, by member and id. @param after the last one of the page before; null for the first */
export function selectVisitsPage(
  gymId: string,
  after: { readonly user_id: string; readonly id: string } | null,
  limit: number,
): Statement<{ user_id: string; id: string; checked_in_at: number }> {
  return statement(
    `select user_id, id, checked_in_at from counted_visits
     where gym_id = $1 and (user_id, id) > ($2, $3) order by user_id, id limit $4`,
    [gymId, after?.user_id ?? '', after?.id ?? '', limit],
  );
}
