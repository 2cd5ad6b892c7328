import type { Clock } from '../../shared/base/clock.ts';
import type { NewId } from '../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import { isBlankCard } from '../../shared/domain/cards/blank-card.ts';
import { cannotBeTwoCards, mayBeSameCard } from '../../shared/domain/cards/card-identity.ts';
import { isBlankMemberNumber, memberNumberKey } from '../../shared/domain/members/member-number.ts';
import type { PayloadOf } from '../../shared/facts/all-facts.ts';
import { auditEntry, type Audited } from '../auth/audit.ts';
import type { StaffCaller } from '../auth/callers.ts';
import type { CentralDatabase, SqlRunner } from '../store/database.ts';
import { lockGymLog } from '../store/tables/gym-logs.ts';
import {
  selectCardsLike,
  selectGymMember,
  selectMembersOfNumber,
  selectStrapOwner,
  type GymMemberRow,
  type HolderRow,
} from '../store/tables/gym-members.ts';
import type { CentralDraft } from '../sync/gym-log.ts';
import { sayAtCentral } from '../sync/say-at-central.ts';

export interface KeepParts {
  readonly database: CentralDatabase;
  readonly clock: Clock;
  readonly newId: NewId;
}

/** What somebody else has already, and who that is. */
export interface Taken {
  readonly ok: false;
  readonly code: 'member_number_taken' | 'card_taken' | 'strap_taken';
  readonly holder: HolderRow;
}

type Kept<Code extends string = never> = Promise<Result<GymMemberRow, Code | 'unknown_member'> | Taken>;

/** All that may be said of a member; what is left out stays as it is. */
export interface MemberWords {
  readonly details: PayloadOf<'member.changed'>;
  readonly contact: PayloadOf<'member.contact_changed'>;
  /** Null where the membership goes on. */
  readonly lastDay?: string | null | undefined;
}

export interface NewMember extends MemberWords {
  readonly id?: string | undefined;
  readonly memberNumber: string;
  readonly firstName: string;
  readonly joinedAt?: string | undefined;
}

const taken = (code: Taken['code'], { id, name }: HolderRow): Taken => ({
  ok: false,
  code,
  holder: { id, name },
});

/** Says something of a member in the name of staff, with the entry that it leaves, in one transaction. */
async function sayAsStaff(
  sql: SqlRunner,
  staff: StaffCaller,
  drafts: readonly CentralDraft[],
  audited: Audited & { readonly nowMs: number },
): Promise<void> {
  const { nowMs } = audited;
  await sayAtCentral(sql, staff.gymId, drafts, { nowMs, actor: `staff:${staff.staffId}` });
  await sql.query(auditEntry(staff, audited, nowMs));
}

/** Does something about a member that is there, while nobody else at central says anything of the gym. */
async function keep<Code extends string>(
  staff: StaffCaller,
  memberId: string,
  { database }: KeepParts,
  work: (sql: SqlRunner, member: GymMemberRow) => Promise<Result<null, Code> | Taken>,
): Kept<Code> {
  return database.transaction(async (sql) => {
    await sql.query(lockGymLog(staff.gymId));
    const [member] = await sql.query(selectGymMember(staff.gymId, memberId));
    if (member === undefined) return fail('unknown_member');
    const done = await work(sql, member);
    if (!done.ok) return done;
    const [kept] = await sql.query(selectGymMember(staff.gymId, memberId));
    return kept === undefined ? fail('unknown_member') : ok(kept);
  });
}

async function holderOfNumber(
  sql: SqlRunner,
  gymId: string,
  memberNumber: string,
  memberId: string,
): Promise<HolderRow | undefined> {
  const key = memberNumberKey(memberNumber);
  const members = await sql.query(selectMembersOfNumber(gymId, memberNumber));
  return members.find((one) => one.id !== memberId && memberNumberKey(one.member_number) === key);
}

const isEmpty = (said: object): boolean => Object.keys(said).length === 0;

function wordsOf(memberId: string, { details, contact, lastDay }: MemberWords): CentralDraft[] {
  return [
    ...(isEmpty(details) ? [] : [{ kind: 'member.changed', memberId, payload: details } as const]),
    ...(isEmpty(contact) ? [] : [{ kind: 'member.contact_changed', memberId, payload: contact } as const]),
    ...(lastDay === undefined
      ? []
      : [{ kind: 'membership.ended', memberId, payload: { last_day: lastDay } } as const]),
  ];
}

/**
 * Enrols a member. Sent again under the caller's own id it is the same member.
 * @returns the member as stored, or who has the number
 */
export async function addMember(
  given: NewMember,
  staff: StaffCaller,
  { database, clock, newId }: KeepParts,
): Promise<Result<GymMemberRow, 'id_conflict' | 'invalid_request'> | Taken> {
  const { gymId } = staff;
  const { memberNumber, firstName, details } = given;
  if (isBlankMemberNumber(memberNumber)) return fail('invalid_request', 'member_number: is nobody’s number');
  const memberId = given.id ?? newId();
  const nowMs = clock.nowMs();
  return database.transaction(async (sql) => {
    await sql.query(lockGymLog(gymId));
    const [known] = await sql.query(selectGymMember(gymId, memberId));
    if (known !== undefined) return known.member_number === memberNumber ? ok(known) : fail('id_conflict');
    const holder = await holderOfNumber(sql, gymId, memberNumber, memberId);
    if (holder !== undefined) return taken('member_number_taken', holder);
    const { first_name: _first, last_name: lastName, alias, sex, birth_date: birthDate, ...more } = details;
    const enrolled: CentralDraft = {
      kind: 'member.enrolled',
      memberId,
      payload: {
        member_number: memberNumber,
        first_name: firstName,
        last_name: lastName ?? '',
        alias: alias ?? `Member ${memberNumber}`,
        sex: sex ?? null,
        birth_date: birthDate ?? null,
        joined_at: given.joinedAt ?? new Date(nowMs).toISOString(),
      },
    };
    const drafts = [enrolled, ...wordsOf(memberId, { ...given, details: more })];
    await sayAsStaff(sql, staff, drafts, { action: 'members.add', memberId, nowMs });
    const [added] = await sql.query(selectGymMember(gymId, memberId));
    return added === undefined ? fail('id_conflict') : ok(added);
  });
}

/** Says something anew of a member; the rest stays. */
export async function changeMember(
  memberId: string,
  words: MemberWords,
  staff: StaffCaller,
  parts: KeepParts,
): Kept<'invalid_request'> {
  const number = words.details.member_number;
  if (number !== undefined && isBlankMemberNumber(number))
    return fail('invalid_request', 'member_number: is nobody’s number');
  return keep<never>(staff, memberId, parts, async (sql) => {
    const holder =
      number === undefined ? undefined : await holderOfNumber(sql, staff.gymId, number, memberId);
    if (holder !== undefined) return taken('member_number_taken', holder);
    const drafts = wordsOf(memberId, words);
    if (drafts.length === 0) return ok(null);
    const detail = [...Object.keys(words.details), ...Object.keys(words.contact)].join(' ');
    const nowMs = parts.clock.nowMs();
    await sayAsStaff(sql, staff, drafts, { action: 'members.change', memberId, detail, nowMs });
    return ok(null);
  });
}

/** Gives a member a card, unless it may be one that somebody else has. */
export async function addCard(
  memberId: string,
  code: string,
  staff: StaffCaller,
  parts: KeepParts,
): Kept<'blank_card'> {
  if (isBlankCard(code)) return fail('blank_card');
  return keep<never>(staff, memberId, parts, async (sql) => {
    const cards = await sql.query(selectCardsLike(staff.gymId, code));
    const rival = cards.find((one) => one.owner !== memberId && cannotBeTwoCards(one.code, code));
    if (rival !== undefined) return taken('card_taken', { id: rival.owner, name: rival.name });
    if (cards.some((one) => one.owner === memberId && mayBeSameCard(one.code, code))) return ok(null);
    const draft: CentralDraft = { kind: 'card.enrolled', memberId, payload: { code } };
    await sayAsStaff(sql, staff, [draft], {
      action: 'members.addCard',
      memberId,
      nowMs: parts.clock.nowMs(),
    });
    return ok(null);
  });
}

/** Takes a card away: it is nobody's from then on. */
export async function removeCard(
  memberId: string,
  code: string,
  staff: StaffCaller,
  parts: KeepParts,
): Kept<'unknown_card'> {
  return keep(staff, memberId, parts, async (sql, { cards }) => {
    const own = cards.filter((one) => one === code || mayBeSameCard(one, code));
    if (own.length === 0) return fail('unknown_card');
    const drafts = own.map((one): CentralDraft => ({
      kind: 'card.revoked',
      memberId,
      payload: { code: one },
    }));
    await sayAsStaff(sql, staff, drafts, {
      action: 'members.removeCard',
      memberId,
      nowMs: parts.clock.nowMs(),
    });
    return ok(null);
  });
}

/** Gives a member a heart-rate strap, unless it is somebody else's. */
export async function addStrap(
  memberId: string,
  sensorId: string,
  staff: StaffCaller,
  parts: KeepParts,
): Kept {
  return keep<never>(staff, memberId, parts, async (sql, { straps }) => {
    if (straps.includes(sensorId)) return ok(null);
    const [owner] = await sql.query(selectStrapOwner(staff.gymId, sensorId));
    if (owner !== undefined) return taken('strap_taken', owner);
    const draft: CentralDraft = { kind: 'strap.enrolled', memberId, payload: { sensor_id: sensorId } };
    await sayAsStaff(sql, staff, [draft], {
      action: 'members.addStrap',
      memberId,
      nowMs: parts.clock.nowMs(),
    });
    return ok(null);
  });
}

export async function removeStrap(
  memberId: string,
  sensorId: string,
  staff: StaffCaller,
  parts: KeepParts,
): Kept<'unknown_strap'> {
  return keep(staff, memberId, parts, async (sql, { straps }) => {
    if (!straps.includes(sensorId)) return fail('unknown_strap');
    const draft: CentralDraft = { kind: 'strap.removed', memberId, payload: { sensor_id: sensorId } };
    await sayAsStaff(sql, staff, [draft], {
      action: 'members.removeStrap',
      memberId,
      nowMs: parts.clock.nowMs(),
    });
    return ok(null);
  });
}

/** The member is not expected in these days, both ends included. */
export async function freezeMembership(
  memberId: string,
  period: { readonly from: string; readonly to: string },
  staff: StaffCaller,
  parts: KeepParts,
): Kept {
  return keep<never>(staff, memberId, parts, async (sql) => {
    const draft: CentralDraft = { kind: 'membership.frozen', memberId, payload: period };
    const detail = `${period.from} ${period.to}`;
    const nowMs = parts.clock.nowMs();
    await sayAsStaff(sql, staff, [draft], { action: 'members.freeze', memberId, detail, nowMs });
    return ok(null);
  });
}

/** Nobody is expected in these days, both ends included. */
export async function closeGym(
  period: { readonly from: string; readonly to: string },
  staff: StaffCaller,
  { database, clock }: KeepParts,
): Promise<void> {
  const draft: CentralDraft = { kind: 'gym.closed', memberId: null, payload: period };
  const detail = `${period.from} ${period.to}`;
  await database.transaction((sql) =>
    sayAsStaff(sql, staff, [draft], { action: 'closures.add', detail, nowMs: clock.nowMs() }),
  );
}
