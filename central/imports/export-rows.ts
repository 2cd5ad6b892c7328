import { localDays } from '../../shared/base/local-days.ts';
import { memberNumberKey } from '../../shared/domain/members/member-number.ts';
import type { CentralDatabase } from '../store/database.ts';
import type { GymRow } from '../store/tables/gyms.ts';
import {
  selectCardOwners,
  selectKnownMembers,
  selectVisitsPage,
  type KnownMemberRow,
} from '../store/tables/import-rows.ts';

export const EXPORT_KINDS = ['members', 'cards', 'visits'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** Rows read at a time. */
const PAGE = 5_000;

type Row = readonly string[];

/** The rows of a table that imports again and changes nothing; the first are the names of the columns. */
export function exportRows(kind: ExportKind, gym: GymRow, database: CentralDatabase): AsyncGenerator<Row> {
  if (kind === 'visits') return visitRows(gym, database);
  return kind === 'cards' ? cardRows(gym, database) : memberRows(gym, database);
}

async function* memberRows(gym: GymRow, database: CentralDatabase): AsyncGenerator<Row> {
  const cards = Map.groupBy(
    await database.query(selectCardOwners(gym.gym_id)),
    ({ user_id: owner }) => owner,
  );
  const days = localDays(gym.timezone);
  yield ['member_number', 'first_name', 'last_name', 'email', 'phone', 'birth_date', 'sex', 'height_cm', 'status', 'joined', 'card', 'card2', 'language']; // prettier-ignore
  for (const member of await holders(gym, database)) {
    const [card = '', card2 = ''] = (cards.get(member.id) ?? []).map(({ code }) => code);
    yield [
      member.member_number,
      member.first_name,
      member.last_name,
      member.email ?? '',
      member.phone ?? '',
      member.birth_date ?? '',
      member.sex ?? '',
      member.height_cm === null ? '' : String(member.height_cm),
      member.membership_status,
      days.dateOf(member.joined_at),
      card,
      card2,
      member.language ?? '',
    ];
  }
}

async function* cardRows(gym: GymRow, database: CentralDatabase): AsyncGenerator<Row> {
  const numbers = await numbersOf(gym, database);
  yield ['member_number', 'card'];
  for (const { code, user_id: owner } of await database.query(selectCardOwners(gym.gym_id))) {
    const number = numbers.get(owner);
    if (number !== undefined) yield [number, code];
  }
}

async function* visitRows(gym: GymRow, database: CentralDatabase): AsyncGenerator<Row> {
  const numbers = await numbersOf(gym, database);
  yield ['member_number', 'checked_in_at'];
  let last: { user_id: string; id: string } | null = null;
  for (;;) {
    const page: readonly { user_id: string; id: string; checked_in_at: number }[] = await database.query(
      selectVisitsPage(gym.gym_id, last, PAGE),
    );
    for (const { user_id: owner, checked_in_at: at } of page) {
      const number = numbers.get(owner);
      if (number !== undefined) yield [number, new Date(at).toISOString()];
    }
    last = page.at(-1) ?? null;
    if (last === null) return;
  }
}

/** Members, each number once: whose it is. */
async function holders(gym: GymRow, database: CentralDatabase): Promise<KnownMemberRow[]> {
  const seen = new Set<string>();
  const members = await database.query(selectKnownMembers(gym.gym_id));
  const held = members.filter(({ member_number: number }) => {
    const key = memberNumberKey(number);
    return !seen.has(key) && seen.add(key);
  });
  return held.sort((one, other) =>
    one.member_number.localeCompare(other.member_number, 'en', { numeric: true }),
  );
}

async function numbersOf(gym: GymRow, database: CentralDatabase): Promise<ReadonlyMap<string, string>> {
  return new Map((await holders(gym, database)).map(({ id, member_number: number }) => [id, number]));
}
