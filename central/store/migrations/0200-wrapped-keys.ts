import type { Migration } from '../migrate.ts';

/** What is used once is known to every server of a database; signing keys are wrapped by the server's secret. */
export const wrappedKeys: Migration = {
  id: 200,
  name: 'wrapped keys',
  sql: `
-- Compact JWE; a JWK that begins with a brace is of before, and wrapped at the next start.
alter table signing_keys rename column private_jwk to wrapped_jwk;

create table used_tokens (
  gym_id text not null references gyms,
  token_id text not null,
  expires_at bigint not null,
  primary key (gym_id, token_id)
);
create index used_tokens_by_end on used_tokens (expires_at);
`,
};
