import type { AuditEntryRow } from '../store/tables/audit-entries.ts';
import { selectAuditEntries } from '../store/tables/audit-entries.ts';
import type { StaffRow } from '../store/tables/staff.ts';
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  renewStaffToken,
  signInStaff,
  signOutStaff,
  type StaffSession,
} from '../flows/sign-in-staff.ts';
import { addStaff, changeStaff, listStaff } from '../flows/staff-accounts.ts';
import { ApiError, refusal } from './api-error.ts';
import { staffOf } from './authorise.ts';
import type { AuthorisedApi, RouterParts } from './router-parts.ts';

const DONE = { success: true } as const;

function toSession({ accessToken, expiresInS, role, staffId }: StaffSession) {
  return {
    access_token: accessToken,
    token_type: 'Bearer' as const,
    expires_in: expiresInS,
    role,
    staff_id: staffId,
  };
}

function toStaffDocument(row: StaffRow) {
  return {
    staff_id: row.staff_id,
    email: row.email,
    name: row.name,
    role: row.role,
    has_second_factor: row.totp_secret !== null,
    disabled: row.disabled_at !== null,
    created_at: new Date(row.created_at).toISOString(),
  };
}

function toAuditDocument(row: AuditEntryRow) {
  return {
    id: String(row.entry_id),
    noted_at: new Date(row.noted_at).toISOString(),
    staff_id: row.staff_id,
    staff_name: row.staff_name,
    role: row.role,
    action: row.action,
    member_id: row.user_id,
    detail: row.detail,
  };
}

/** How staff sign in, and what they change about that. */
export function createStaffAuthProcedures(api: AuthorisedApi, parts: RouterParts) {
  return {
    staff: api.auth.staff.handler(async ({ input, context: { address } }) => {
      const { gym_id: gymId, email, password, code } = input;
      const session = await signInStaff({ gymId, email, password, code, address }, parts);
      if (!session.ok) throw refusal(session);
      return toSession(session.value);
    }),
    renewStaff: api.auth.renewStaff.handler(async ({ context }) =>
      toSession(await renewStaffToken(staffOf(context), parts)),
    ),
    signOutStaff: api.auth.signOutStaff.handler(async ({ context }) => {
      await signOutStaff(staffOf(context), parts.database);
      return DONE;
    }),
    changePassword: api.auth.changePassword.handler(async ({ input, context }) => {
      const { password, new_password: newPassword } = input;
      const given = { password, newPassword, address: context.address };
      const changed = await changePassword(staffOf(context), given, parts);
      if (!changed.ok) throw refusal(changed);
      return DONE;
    }),
    beginSecondFactor: api.auth.beginSecondFactor.handler(async ({ input, context }) => {
      const given = { password: input.password, address: context.address };
      const begun = await beginSecondFactor(staffOf(context), given, parts);
      if (!begun.ok) throw refusal(begun);
      return { secret: begun.value.secret, otpauth_url: begun.value.otpauthUrl };
    }),
    confirmSecondFactor: api.auth.confirmSecondFactor.handler(async ({ input, context }) => {
      const confirmed = await confirmSecondFactor(staffOf(context), input.code, parts);
      if (!confirmed.ok) throw refusal(confirmed);
      return DONE;
    }),
  };
}

/** What owners decide about accounts, and the audit trail. */
export function createStaffProcedures(api: AuthorisedApi, parts: RouterParts) {
  return {
    staff: {
      list: api.staff.list.handler(async ({ context }) => {
        const rows = await listStaff(staffOf(context).gymId, parts.database);
        return { staff: rows.map(toStaffDocument) };
      }),
      add: api.staff.add.handler(async ({ input, context }) => {
        const added = await addStaff(input, staffOf(context), parts);
        if (!added.ok) throw refusal(added);
        return toStaffDocument(added.value);
      }),
      change: api.staff.change.handler(async ({ input: { staff_id: staffId, ...change }, context }) => {
        const changed = await changeStaff(staffId, change, staffOf(context), parts);
        if (!changed.ok) throw refusal(changed);
        return toStaffDocument(changed.value);
      }),
    },
    audit: {
      list: api.audit.list.handler(async ({ input, context }) => {
        const beforeId = input.cursor === undefined ? null : Number(input.cursor);
        if (beforeId !== null && !Number.isSafeInteger(beforeId)) throw new ApiError('invalid_request');
        const rows = await parts.database.query(
          selectAuditEntries(staffOf(context).gymId, {
            memberId: input.member_id ?? null,
            beforeId,
            limit: input.limit,
          }),
        );
        const last = rows.length < input.limit ? undefined : rows.at(-1);
        return {
          entries: rows.map(toAuditDocument),
          next_cursor: last === undefined ? null : String(last.entry_id),
        };
      }),
    },
  };
}
