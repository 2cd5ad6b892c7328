import type { Migration } from '../migrate.ts';

/**
 * One order of what kiosks of a gym have to know of each other and of central: by the transaction that stored it,
 * then by the order within. Whoever reads stops below the oldest transaction that is still open, so that nothing
 * ever appears before a place that was read already. Facts that no kiosk needs have no place.
 */
export const feed: Migration = {
  id: 190,
  name: 'feed',
  sql: `
create sequence fed_facts;
alter table facts add column fed_xact xid8, add column fed_order bigint;
update facts set fed_xact = pg_current_xact_id(), fed_order = placed.place
from (select gym_id, kiosk_id, epoch, seq, row_number() over (order by received_at, kiosk_id, epoch, seq) as place
      from facts where parked or kind in ('member.enrolled', 'card.enrolled', 'strap.enrolled', 'gym.closed', 'membership.frozen',
        'member.changed', 'member.merged', 'card.revoked', 'strap.removed', 'membership.ended', 'class.scheduled',
        'class.cancelled', 'check_in.accepted', 'check_in.overridden', 'heart_rate.maximum_raised', 'metric.recorded',
        'metric.retracted', 'goal.set', 'goal.changed', 'goal.ended', 'notification.preferences_set')) placed
where facts.gym_id = placed.gym_id and facts.kiosk_id = placed.kiosk_id and facts.epoch = placed.epoch
  and facts.seq = placed.seq;
select setval('fed_facts', coalesce((select max(fed_order) from facts), 0) + 1);
create index facts_fed on facts (gym_id, fed_xact, fed_order) where fed_xact is not null;
`,
};
