import type { Migration } from '../migrate.ts';

/**
 * What central makes of facts besides taking their word: when they happened where a kiosk's clock is
 * wrong, which arrivals are one visit, how much of a kiosk may wait unread, and what is wrong with its log.
 */
export const trustInFacts: Migration = {
  id: 160,
  name: 'trust in facts',
  sql: `
-- Where the clock of the kiosk cannot be believed: what is known of it, and when the fact is taken to have happened.
alter table facts add column clock text check (clock in ('corrected', 'doubted')), add column counted_at bigint;

-- Facts that wait for a program that knows their kind.
alter table kiosks add column parked_facts bigint not null default 0, add column parked_bytes bigint not null default 0;
update kiosks k set parked_facts = p.facts, parked_bytes = p.bytes
from (select gym_id, kiosk_id, count(*) as facts, sum(octet_length(payload)) as bytes from facts where parked
      group by 1, 2) p
where p.gym_id = k.gym_id and p.kiosk_id = k.kiosk_id;

-- What staff have to know about a kiosk, until it is over.
create table kiosk_alarms (
  gym_id text not null,
  kiosk_id text not null,
  code text not null check (code in ('chain_gap', 'chain_break', 'epoch_skipped', 'parked_quota', 'clock_wrong')),
  -- Of the chain: what is missing or does not fit. Zeros where it is about the kiosk as such.
  epoch bigint not null,
  from_seq bigint not null,
  until_seq bigint not null,
  -- How many facts were refused, by how many milliseconds the clock is ahead.
  amount bigint,
  found_at bigint not null,
  settled_at bigint,
  primary key (gym_id, kiosk_id, code, epoch, from_seq)
);
create index kiosk_alarms_open on kiosk_alarms (gym_id, kiosk_id) where settled_at is null;

-- An arrival at a second door within the re-entry gap is no visit of its own: here is the one that it repeats.
alter table visits add column repeats text;
do $$
declare
  arrival record;
  of_gym text; of_user text; visit_id text; visit_at bigint;
begin
  for arrival in select gym_id, user_id, id, checked_in_at from visits
                 order by gym_id, user_id, checked_in_at, id collate "C" loop
    if of_gym = arrival.gym_id and of_user = arrival.user_id and arrival.checked_in_at - visit_at < 3600000 then
      update visits set repeats = visit_id
      where gym_id = of_gym and user_id = of_user and id = arrival.id;
      update member_reviews set stamp = null, outdated_since = 0 where gym_id = of_gym and user_id = of_user;
    else
      of_gym := arrival.gym_id; of_user := arrival.user_id;
      visit_id := arrival.id; visit_at := arrival.checked_in_at;
    end if;
  end loop;
end $$;
-- What counts: whoever asks how often somebody came asks this.
create view counted_visits as
  select gym_id, user_id, id, checked_in_at, class_id from visits where repeats is null;
`,
};
