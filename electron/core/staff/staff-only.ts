import { mayCall, STAFF_RIGHTS, type StaffProcedure } from '../../../shared/contract/staff-api.ts';
import { running } from '../screen/procedures.ts';

const isStaffProcedure = (name: string | undefined): name is StaffProcedure =>
  name !== undefined && Object.hasOwn(STAFF_RIGHTS, name);

/**
 * Everything staff may ask for goes through here, so that no procedure can forget to look who asks:
 * the session must be the one that core holds, and its role one that `STAFF_RIGHTS` names.
 */
export const staffOnly = running.use(({ context, path, next, errors }, input) => {
  const name = path.at(-1);
  const sessionId = (input as { session_id?: unknown } | undefined)?.session_id;
  const staff = typeof sessionId === 'string' ? context.staff.desk.find(sessionId) : null;
  if (staff === null) throw errors.STAFF_ONLY();
  if (!isStaffProcedure(name) || !mayCall(staff.role, name)) throw errors.ROLE_NOT_ALLOWED();
  return next({ context: { who: staff.name, staffSessionId: staff.sessionId } });
});
