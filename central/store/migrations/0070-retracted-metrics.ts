import type { Migration } from '../migrate.ts';

/**
 * Ids of readings that were taken back: they are gone from `progress_metrics` and never come back,
 * whichever of the two facts arrives first.
 */
export const retractedMetrics: Migration = {
  id: 70,
  name: 'retracted-metrics',
  sql: `
create table retracted_metrics (
  gym_id text not null,
  member_id text not null,
  id text not null,
  reason text not null check (reason in ('undone', 'removed', 'not_mine')),
  retracted_at_ms bigint not null,
  primary key (gym_id, member_id, id)
);
`,
};
