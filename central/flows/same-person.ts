import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { CentralDatabase, Statement } from '../store/database.ts';
import { settleNumberAlarms } from '../store/tables/kiosk-alarms.ts';
import { holdPushes } from '../store/tables/merged-members.ts';
import { selectUser } from '../store/tables/users.ts';
import { mergeMembers } from '../sync/merge-members.ts';

export interface SamePersonParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  /** Of the staff, with the entry that it leaves; the operator where it is left out. */
  readonly by?: { readonly actor: string; readonly note: Statement };
}

/**
 * Makes one person of two members, as somebody who knows them says: `keepId` keeps its name and number
 * and gets what is known of the other. Not undone by anything but a copy of the database.
 */
export async function samePerson(
  gymId: string,
  keepId: string,
  otherId: string,
  { database, clock, by }: SamePersonParts,
): Promise<Result<null, 'unknown_member' | 'same_member'>> {
  if (keepId === otherId) return fail('same_member');
  return database.transaction(async (sql) => {
    await sql.query(holdPushes());
    const members = [await sql.query(selectUser(gymId, keepId)), await sql.query(selectUser(gymId, otherId))];
    if (members.some(([member]) => member === undefined)) return fail('unknown_member');
    const saying = { nowMs: clock.nowMs(), actor: by?.actor ?? 'operator' };
    await mergeMembers(sql, gymId, [{ from: otherId, into: keepId }], saying);
    if (by !== undefined) await sql.query(by.note);
    await sql.query(settleNumberAlarms(gymId, otherId, clock.nowMs()));
    return ok(null);
  });
}
