import type { Fact } from '../../shared/domain/facts/fact.ts';
import type { SqlRunner } from '../store/database.ts';
import { upsertPreferences, type MemberPreference } from '../store/tables/notification-preferences.ts';
import { insertNotificationReads } from '../store/tables/notifications.ts';
import { ownedFacts } from './facts-of-kind.ts';

/** Each key once, the chosen of two by `isBetter`, in the order of the keys: one statement may touch a row only once. */
function onePerKey<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  isBetter: (one: Item, known: Item) => boolean,
): Item[] {
  const chosen = new Map<string, Item>();
  for (const item of items) {
    const known = chosen.get(keyOf(item));
    if (known === undefined || isBetter(item, known)) chosen.set(keyOf(item), item);
  }
  return [...chosen]
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([, item]) => item);
}

/** Brings what members read at a kiosk, and what they want to hear about, into the tables. */
export async function applyNotificationFacts(
  sql: SqlRunner,
  gymId: string,
  facts: readonly Fact[],
): Promise<void> {
  const reads = onePerKey(
    ownedFacts(facts, 'notification.read').flatMap(({ memberId, happenedAtMs, payload }) =>
      payload.notification_ids.map((id) => ({ memberId, id, readAtMs: happenedAtMs })),
    ),
    ({ memberId, id }) => `${memberId} ${id}`,
    (one, known) => one.readAtMs < known.readAtMs,
  );
  if (reads.length > 0) await sql.query(insertNotificationReads(gymId, reads));

  const choices = onePerKey(
    ownedFacts(facts, 'notification.preferences_set').flatMap(
      ({ memberId, happenedAtMs, payload }): MemberPreference[] =>
        payload.preferences.map((choice) => ({ ...choice, memberId, decidedAtMs: happenedAtMs })),
    ),
    ({ memberId, topic, channel }) => `${memberId} ${topic} ${channel}`,
    (one, known) => one.decidedAtMs >= known.decidedAtMs,
  );
  if (choices.length > 0) await sql.query(upsertPreferences(gymId, choices));
}
