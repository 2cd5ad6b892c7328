import { auditEntry } from '../auth/audit.ts';
import {
  addCard,
  addMember,
  addStrap,
  changeMember,
  closeGym,
  freezeMembership,
  removeCard,
  removeStrap,
  type MemberWords,
} from '../flows/keep-members.ts';
import { issuePairingCode } from '../flows/pairing-codes.ts';
import { resetMemberPin } from '../flows/reset-member-pin.ts';
import { samePerson } from '../flows/same-person.ts';
import type { CentralMemberDocument } from '../../shared/contract/central-members-api.ts';
import { selectClosures } from '../store/tables/excused-times.ts';
import {
  selectGymMember,
  selectGymMembers,
  type GymMemberRow,
  type MemberPlace,
} from '../store/tables/gym-members.ts';
import { revokeKiosk, selectKiosks, type KioskRow } from '../store/tables/kiosks.ts';
import { ApiError, refusal } from './api-error.ts';
import { staffOf, subjectOf, type Called } from './authorise.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { AuthorisedApi, RouterParts } from './router-parts.ts';

const DONE = { success: true } as const;
/** More than any gym has. */
const MAX_KIOSKS_LISTED = 1_000;

const timeOf = (atMs: number): string => new Date(atMs).toISOString();

function toListed(
  row: Pick<
    GymMemberRow,
    'id' | 'member_number' | 'first_name' | 'last_name' | 'membership_status' | 'joined_at'
  >,
) {
  return {
    member_id: row.id,
    member_number: row.member_number,
    first_name: row.first_name,
    last_name: row.last_name,
    status: row.membership_status,
    joined_at: timeOf(row.joined_at),
  };
}

function toMemberDocument(row: GymMemberRow): CentralMemberDocument {
  return {
    ...toListed(row),
    alias: row.alias,
    sex: row.sex,
    birth_date: row.birth_date,
    height_cm: row.height_cm,
    board_privacy: row.board_privacy,
    language: row.language,
    email: row.email,
    phone: row.phone,
    last_day: row.last_date,
    has_pin: row.has_pin,
    cards: row.cards,
    straps: row.straps,
    freezes: row.freezes,
  };
}

function toKioskDocument(row: KioskRow) {
  return {
    kiosk_id: row.kiosk_id,
    name: row.name,
    paired_at: timeOf(row.paired_at),
    revoked_at: row.revoked_at === null ? null : timeOf(row.revoked_at),
    is_alarmed: row.is_alarmed,
  };
}

type Said = Readonly<{
  [Name in keyof MemberWords['details'] as Name extends 'membership_status' ? 'status' : Name]?:
    MemberWords['details'][Name] | undefined;
}> & {
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly last_day?: string | null | undefined;
};

const withoutGaps = <Told extends object>(told: Told): Told =>
  Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as Told;

/** What a request says of a member, as facts say it. */
function wordsOf({ status, email, phone, last_day: lastDay, ...details }: Said): MemberWords {
  return {
    details: withoutGaps({ ...details, membership_status: status }),
    contact: withoutGaps({ email, phone }),
    lastDay,
  };
}

type Kept = Awaited<
  ReturnType<typeof changeMember | typeof addCard | typeof removeCard | typeof removeStrap>
>;

function memberOf(kept: Kept): CentralMemberDocument {
  if (!kept.ok) throw refusal(kept);
  return toMemberDocument(kept.value);
}

async function readMember(
  context: Called,
  memberId: string,
  parts: RouterParts,
): Promise<CentralMemberDocument> {
  const who = subjectOf(context, memberId);
  const [row] = await parts.database.query(selectGymMember(who.gymId, who.memberId));
  if (row === undefined) throw new ApiError('unknown_member');
  return toMemberDocument(row);
}

/** Who the members are. */
function createRecordProcedures(api: AuthorisedApi, parts: RouterParts) {
  return {
    list: api.members.list.handler(async ({ input: { limit, cursor, query = null }, context }) => {
      const after =
        cursor === undefined ? null : readCursor(cursor, ['last_name', 'first_name', 'id'] as const);
      const rows = await parts.database.query(
        selectGymMembers(staffOf(context).gymId, { query: query === '' ? null : query, after, limit }),
      );
      const last: MemberPlace | undefined = rows.length < limit ? undefined : rows.at(-1);
      return {
        members: rows.map(toListed),
        next_cursor: last === undefined ? null : writeCursor([last.last_name, last.first_name, last.id]),
      };
    }),
    add: api.members.add.handler(async ({ input, context }) => {
      const { id, member_number: memberNumber, first_name: firstName, joined_at: joinedAt, ...said } = input;
      const added = await addMember(
        { id, memberNumber, firstName, joinedAt, ...wordsOf(said) },
        staffOf(context),
        parts,
      );
      if (!added.ok) throw refusal(added);
      return toMemberDocument(added.value);
    }),
    get: api.members.get.handler(({ input, context }) => readMember(context, input.member_id, parts)),
    change: api.members.change.handler(async ({ input: { member_id: memberId, ...said }, context }) =>
      memberOf(await changeMember(memberId, wordsOf(said), staffOf(context), parts)),
    ),
    merge: api.members.merge.handler(async ({ input, context }) => {
      const { member_id: keepId, other_id: otherId } = input;
      const staff = staffOf(context);
      const audited = { action: 'members.merge', memberId: keepId, detail: otherId };
      const note = auditEntry(staff, audited, parts.clock.nowMs());
      const by = { actor: `staff:${staff.staffId}`, note };
      const done = await samePerson(staff.gymId, keepId, otherId, { ...parts, by });
      if (!done.ok) throw refusal(done);
      return readMember(context, keepId, parts);
    }),
  };
}

/** What identifies a member, and when nobody expects them. */
function createPossessionProcedures(api: AuthorisedApi, parts: RouterParts) {
  return {
    addCard: api.members.addCard.handler(async ({ input, context }) =>
      memberOf(await addCard(input.member_id, input.code, staffOf(context), parts)),
    ),
    removeCard: api.members.removeCard.handler(async ({ input, context }) =>
      memberOf(await removeCard(input.member_id, input.code, staffOf(context), parts)),
    ),
    addStrap: api.members.addStrap.handler(async ({ input, context }) =>
      memberOf(await addStrap(input.member_id, input.sensor_id, staffOf(context), parts)),
    ),
    removeStrap: api.members.removeStrap.handler(async ({ input, context }) =>
      memberOf(await removeStrap(input.member_id, input.sensor_id, staffOf(context), parts)),
    ),
    setPin: api.members.setPin.handler(async ({ input, context }) => {
      const set = await resetMemberPin(input.member_id, input.pin, staffOf(context), parts);
      if (!set.ok) throw refusal(set);
      return DONE;
    }),
    freeze: api.members.freeze.handler(async ({ input: { member_id: memberId, from, to }, context }) => {
      if (from > to) throw new ApiError('invalid_request', { message: 'from must not be after to' });
      return memberOf(await freezeMembership(memberId, { from, to }, staffOf(context), parts));
    }),
  };
}

/** What the gym's staff keep: members, closures, kiosks. */
export function createGymProcedures(api: AuthorisedApi, parts: RouterParts) {
  return {
    members: { ...createRecordProcedures(api, parts), ...createPossessionProcedures(api, parts) },
    closures: {
      list: api.closures.list.handler(async ({ context }) => ({
        closures: await parts.database.query(selectClosures(staffOf(context).gymId)),
      })),
      add: api.closures.add.handler(async ({ input: { from, to }, context }) => {
        if (from > to) throw new ApiError('invalid_request', { message: 'from must not be after to' });
        await closeGym({ from, to }, staffOf(context), parts);
        return { from, to };
      }),
    },
  };
}

/** The gym's kiosks, as its staff see them. */
export function createKioskKeepingProcedures(api: AuthorisedApi, parts: RouterParts) {
  return {
    list: api.kiosks.list.handler(async ({ context }) => {
      const rows = await parts.database.query(selectKiosks(staffOf(context).gymId, MAX_KIOSKS_LISTED));
      return { kiosks: rows.map(toKioskDocument) };
    }),
    newPairingCode: api.kiosks.newPairingCode.handler(async ({ context }) => {
      const owner = staffOf(context);
      const note = auditEntry(owner, { action: 'kiosks.newPairingCode' }, parts.clock.nowMs());
      await parts.database.query(note);
      const { code, expiresAtMs } = await issuePairingCode({ gymId: owner.gymId }, parts);
      return { code, expires_at: timeOf(expiresAtMs) };
    }),
    revoke: api.kiosks.revoke.handler(async ({ input: { kiosk_id: kioskId }, context }) => {
      const owner = staffOf(context);
      const nowMs = parts.clock.nowMs();
      const [revoked] = await parts.database.transaction(async (sql) => {
        await sql.query(auditEntry(owner, { action: 'kiosks.revoke', detail: kioskId }, nowMs));
        return sql.query(revokeKiosk(owner.gymId, kioskId, nowMs));
      });
      if (revoked === undefined) throw new ApiError('unknown_kiosk');
      return DONE;
    }),
  };
}
