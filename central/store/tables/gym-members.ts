import { cardQuery, type OwnedCard } from '../../../shared/domain/cards/card-identity.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import type { Language } from '../../../shared/domain/wording/languages.ts';
import { statement, type Statement } from '../database.ts';

/** A member as the gym's staff keep them. */
export interface GymMemberRow {
  id: string;
  member_number: string;
  first_name: string;
  last_name: string;
  alias: string;
  sex: Member['sex'];
  birth_date: string | null;
  height_cm: number | null;
  membership_status: Member['membershipStatus'];
  board_privacy: Member['boardPrivacy'];
  joined_at: number;
  language: Language | null;
  email: string | null;
  phone: string | null;
  last_date: string | null;
  has_pin: boolean;
  cards: string[];
  straps: string[];
  freezes: { from: string; to: string }[];
}

export function selectGymMember(gymId: string, memberId: string): Statement<GymMemberRow> {
  return statement(
    `select u.id, member_number, first_name, last_name, alias, sex, birth_date, height_cm, membership_status,
            board_privacy, joined_at, pin_verifier is not null as has_pin, c.language, c.email, c.phone, e.last_date,
            array(select code from cards where gym_id = $1 and user_id = $2 order by enrolled_at, code) as cards,
            array(select sensor_id from straps where gym_id = $1 and user_id = $2
                  order by enrolled_at, sensor_id) as straps,
            coalesce((select jsonb_agg(jsonb_build_object('from', from_date, 'to', to_date) order by from_date)
                      from membership_freezes where gym_id = $1 and user_id = $2), '[]') as freezes
     from users u
       left join contact_settings c on c.gym_id = u.gym_id and c.user_id = u.id
       left join membership_ends e on e.gym_id = u.gym_id and e.user_id = u.id
     where u.gym_id = $1 and u.id = $2`,
    [gymId, memberId],
  );
}

export type ListedMemberRow = Pick<
  GymMemberRow,
  'id' | 'member_number' | 'first_name' | 'last_name' | 'membership_status' | 'joined_at'
>;

/** Where a list of members goes on: after this one. */
export type MemberPlace = Pick<GymMemberRow, 'last_name' | 'first_name' | 'id'>;

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);

/** Members by name. @param query part of a name, or how a number begins; null for all */
export function selectGymMembers(
  gymId: string,
  { query, after, limit }: { query: string | null; after: MemberPlace | null; limit: number },
): Statement<ListedMemberRow> {
  const like = query === null ? null : escapeLike(query);
  return statement(
    `select id, member_number, first_name, last_name, membership_status, joined_at from users
     where gym_id = $1
       and ($2::text is null or first_name || ' ' || last_name ilike '%' || $2 || '%' or member_number ilike $2 || '%')
       and ($3::text is null or
            (last_name collate "C", first_name collate "C", id collate "C") > ($3::text, $4::text, $5::text))
     order by last_name collate "C", first_name collate "C", id collate "C" limit $6`,
    [gymId, like, after?.last_name ?? null, after?.first_name ?? null, after?.id ?? null, limit],
  );
}

/** Somebody who has what somebody else is to be given. */
export interface HolderRow {
  id: string;
  name: string;
}

/** Members whose number may be this one, the one whose it is first. */
export function selectMembersOfNumber(
  gymId: string,
  memberNumber: string,
): Statement<HolderRow & { member_number: string }> {
  return statement(
    `select id, first_name || ' ' || last_name as name, member_number from users
     where gym_id = $1 and ltrim(upper(btrim(member_number)), '0') = ltrim(upper(btrim($2)), '0')
     order by (pin_verifier is null), arrival`,
    [gymId, memberNumber],
  );
}

/** Cards that are somebody's and may be this one, each with its owner's id and name. */
export function selectCardsLike(
  gymId: string,
  text: string,
): Statement<OwnedCard<string> & { name: string }> {
  const { same, possible, tagHexes } = cardQuery(text);
  return statement(
    `with found as (
       select code, user_id from cards where gym_id = $1 and user_id is not null and code = any($2::text[])
       union
       select code, user_id from cards where gym_id = $1 and user_id is not null
         and upper(case length(code) when 10 then substr(code, 3) when 11 then substr(code, 2, 8)
                   when 12 then substr(code, 3, 8) end) = any($3::text[]))
     select f.code, f.user_id as owner, coalesce(u.first_name || ' ' || u.last_name, '') as name
     from found f left join users u on u.gym_id = $1 and u.id = f.user_id`,
    [gymId, [...same, ...possible], tagHexes],
  );
}

/** Whose strap it is; no row where it is nobody's. */
export function selectStrapOwner(gymId: string, sensorId: string): Statement<HolderRow> {
  return statement(
    `select s.user_id as id, coalesce(u.first_name || ' ' || u.last_name, '') as name
     from straps s left join users u on u.gym_id = s.gym_id and u.id = s.user_id
     where s.gym_id = $1 and s.sensor_id = $2 and s.user_id is not null`,
    [gymId, sensorId],
  );
}
