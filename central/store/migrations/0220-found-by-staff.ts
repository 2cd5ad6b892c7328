import type { Migration } from '../migrate.ts';

/** What staff look members up by. */
export const foundByStaff: Migration = {
  id: 220,
  name: 'found by staff',
  sql: `
create index users_by_name on users (gym_id, last_name collate "C", first_name collate "C", id collate "C");
-- Numbers that are one but for blanks, case and zeros in front; the program decides among them.
create index users_by_number_key on users (gym_id, ltrim(upper(btrim(member_number)), '0'));
create index cards_by_member on cards (gym_id, user_id);
create index straps_by_member on straps (gym_id, user_id);
-- The last four of the five bytes that a stored code spells in hex.
create index cards_by_tag on cards (gym_id, (upper(case length(code) when 10 then substr(code, 3)
  when 11 then substr(code, 2, 8) when 12 then substr(code, 3, 8) end)));
`,
};
