import type { Migration } from '../migrate.ts';

/**
 * What kiosks said, as they said it. `payload` is JSON kept as text: jsonb refuses
 * characters that JSON allows (U+0000, lone surrogates), and one such fact would fail its whole batch.
 */
export const facts: Migration = {
  id: 20,
  name: 'facts',
  sql: `
create table facts (
  gym_id text not null,
  kiosk_id text not null,
  epoch bigint not null,
  seq bigint not null,
  id uuid not null,
  kind text not null,
  version bigint not null,
  member_id text,
  happened_at_ms bigint not null,
  zone text not null,
  payload text not null,
  prev_hash text not null,
  hash text not null,
  received_at_ms bigint not null,
  parked boolean not null,
  primary key (gym_id, kiosk_id, epoch, seq),
  unique (gym_id, id)
);
create index facts_parked on facts (gym_id, kind) where parked;
`,
};
