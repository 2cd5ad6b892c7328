import { statement, type Statement } from '../database.ts';

/** Columns of `users` that details take the place of, with their types. */
const OF_USERS = {
  member_number: 'text',
  first_name: 'text',
  last_name: 'text',
  alias: 'text',
  sex: 'text',
  birth_date: 'text',
  height_cm: 'float8',
  membership_status: 'text',
  board_privacy: 'text',
} as const;

const USER_SETS = Object.entries(OF_USERS)
  .map(
    ([name, type]) =>
      `${name} = case when said.words ? '${name}' then (said.words->>'${name}')::${type} else users.${name} end`,
  )
  .join(',\n  ');

/** Writes what was said of members into their rows in `users`, where they are there already. */
export function updateUserDetails(gymId: string, memberIds: readonly string[]): Statement {
  return statement(
    `update users set ${USER_SETS}
     from (select user_id, jsonb_object_agg(field, value) as words from member_details
           where gym_id = $1 and user_id = any($2::text[]) and field = any($3::text[]) group by user_id) said
     where users.gym_id = $1 and users.id = said.user_id`,
    [gymId, memberIds, Object.keys(OF_USERS)],
  );
}

const CONTACT_SETS = ['email', 'phone', 'language']
  .map(
    (name) => `${name} = case when said.words ? '${name}' then said.words->>'${name}' else known.${name} end`,
  )
  .join(', ');

/** Writes some details into the contact settings; those of a member that are not named stay. */
export function updateContactDetails(
  gymId: string,
  details: readonly { readonly user_id: string; readonly field: string }[],
  nowMs: number,
): Statement {
  return statement(
    `with said as (
       select d.user_id, jsonb_object_agg(d.field, d.value) as words from member_details d
       join unnest($2::text[], $3::text[]) as written (user_id, field) using (user_id, field)
       where d.gym_id = $1 group by d.user_id),
     made as (
       insert into contact_settings (gym_id, user_id, email, phone, language, updated_at)
       select $1, user_id, words->>'email', words->>'phone', words->>'language', $4::bigint from said
       on conflict do nothing returning user_id)
     update contact_settings known set ${CONTACT_SETS}, updated_at = $4::bigint
     from said where known.gym_id = $1 and known.user_id = said.user_id`,
    [gymId, details.map((one) => one.user_id), details.map((one) => one.field), nowMs],
  );
}
