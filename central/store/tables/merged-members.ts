import { statement, type Statement } from '../database.ts';

/** Two ids of one person: whatever is said about `from` is about `into`. */
export interface SamePerson {
  readonly from: string;
  readonly into: string;
}

const idsOf = (pairs: readonly SamePerson[]): [string[], string[]] => [
  pairs.map(({ from }) => from),
  pairs.map(({ into }) => into),
];

/** Remembers who is who; what was one with `from` before is one with `into` now. */
export function insertMerged(gymId: string, pairs: readonly SamePerson[], nowMs: number): Statement {
  return statement(
    `with pairs as (select * from unnest($2::text[], $3::text[]) as given (from_id, into_id)),
     moved as (
       update merged_members m set into_id = pairs.into_id from pairs
       where m.gym_id = $1 and m.into_id = pairs.from_id)
     insert into merged_members (gym_id, user_id, into_id, merged_at)
     select $1, from_id, into_id, $4::bigint from pairs
     on conflict (gym_id, user_id) do update set into_id = excluded.into_id`,
    [gymId, ...idsOf(pairs), nowMs],
  );
}

/** Who a member turned out to be; no row for one who is themselves. */
export function selectMergedInto(gymId: string, userId: string): Statement<{ into_id: string }> {
  return statement('select into_id from merged_members where gym_id = $1 and user_id = $2', [gymId, userId]);
}

/** Those of some members who turned out to be others, and who. */
export function selectMergedAmong(
  gymId: string,
  userIds: readonly string[],
): Statement<{ user_id: string; into_id: string }> {
  return statement(
    'select user_id, into_id from merged_members where gym_id = $1 and user_id in (select unnest($2::text[]))',
    [gymId, userIds],
  );
}

/** No push is under way while this transaction lasts: none can say anything about either id meanwhile. */
export function holdPushes(): Statement {
  return statement('lock table facts in share row exclusive mode');
}

/**
 * Moves what central itself knows of members, one statement each: what follows from rows is forgotten and
 * found out anew, what somebody decided is kept unless the other id has decided, too.
 */
export function movePersonalRows(gymId: string, pairs: readonly SamePerson[]): Statement[] {
  const ids = idsOf(pairs);
  const [froms] = ids;
  const move = (table: string): Statement =>
    statement(
      `update ${table} t set user_id = pairs.into_id
       from unnest($2::text[], $3::text[]) as pairs (from_id, into_id)
       where t.gym_id = $1 and t.user_id = pairs.from_id`,
      [gymId, ...ids],
    );
  const moveUnlessThere = (table: string, columns: string): Statement =>
    statement(
      `insert into ${table} (gym_id, user_id, ${columns})
       select $1, pairs.into_id, ${columns} from unnest($2::text[], $3::text[]) as pairs (from_id, into_id)
       join ${table} t on t.gym_id = $1 and t.user_id = pairs.from_id
       on conflict do nothing`,
      [gymId, ...ids],
    );
  const forget = (table: string): Statement =>
    statement(`delete from ${table} where gym_id = $1 and user_id = any($2::text[])`, [gymId, froms]);
  return [
    ...['cards', 'straps', 'goal_adjustments', 'bookings', 'notification_messages'].map(move),
    moveUnlessThere('consents', 'purpose, granted, decided_at'),
    moveUnlessThere('contact_settings', 'email, language, updated_at'),
    ...[
      'consents',
      'contact_settings',
      'achievements',
      'notifications',
      'notification_deliveries',
      'member_reviews',
    ].map(forget),
    statement(
      `update users u set pin_verifier = coalesce(u.pin_verifier, other.pin_verifier)
       from unnest($2::text[], $3::text[]) as pairs (from_id, into_id)
       join users other on other.gym_id = $1 and other.id = pairs.from_id
       where u.gym_id = $1 and u.id = pairs.into_id`,
      [gymId, ...ids],
    ),
    statement('delete from users where gym_id = $1 and id = any($2::text[])', [gymId, froms]),
  ];
}

/** Takes readings that were made of other readings out; they are made anew. */
export function deleteDerivedReadings(gymId: string, userIds: readonly string[]): Statement {
  return statement(
    'delete from progress_metrics where gym_id = $1 and user_id = any($2::text[]) and inputs is not null',
    [gymId, userIds],
  );
}
