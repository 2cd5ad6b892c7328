import type { Clock } from '../../shared/base/clock.ts';
import type { RouteRights } from '../../shared/contract/central-rights.ts';
import { auditEntry } from '../auth/audit.ts';
import type { Caller, KioskCaller, MemberRef, StaffCaller } from '../auth/callers.ts';
import { identifyCaller, type CallerParts } from '../auth/identify-caller.ts';
import type { CentralDatabase } from '../store/database.ts';
import { isMember } from '../store/tables/users.ts';
import { ApiError } from './api-error.ts';
import type { RequestContext } from './request-context.ts';

/** Whom a request names in its address; the address wins over a body that says otherwise. */
function namedMember(input: unknown): string | null {
  const named = (input as { member_id?: unknown } | null | undefined)?.member_id;
  return typeof named === 'string' && !named.includes('\0') ? named : null;
}

function refuseStaff(staff: StaffCaller, rights: RouteRights): void {
  if (rights.staff?.includes(staff.staffRole) !== true) throw new ApiError('forbidden');
  const isComplete = staff.staffRole !== 'owner' || staff.hasSecondFactor;
  if (!isComplete && rights.beforeSecondFactor !== true) throw new ApiError('second_factor_needed');
}

/**
 * Lets a request through where the contract gives its caller the right to it; before anything else of it
 * is looked at. Whether another member exists is nobody's business but the staff's, who are told.
 * @param input as it came, not checked yet
 * @returns who it is; null on a route that is open to anybody
 */
export async function authorise(
  rights: RouteRights,
  input: unknown,
  context: RequestContext,
  parts: CallerParts,
): Promise<Caller | null> {
  if (rights.anybody === true) return null;
  const identified = await identifyCaller(context.authorization, parts);
  if (!identified.ok) throw new ApiError(identified.code);
  const caller = identified.value;
  if (caller.role === 'kiosk') {
    if (rights.kiosk !== true) throw new ApiError('forbidden');
    const overspent = await context.spendKioskBudget(caller.kioskId);
    if (overspent !== null) throw new ApiError('too_many_requests', overspent);
    return caller;
  }
  const memberId = namedMember(input);
  if (caller.role === 'member') {
    // A member may only name themselves.
    if (rights.member !== 'own' || memberId !== caller.memberId) throw new ApiError('forbidden');
    return caller;
  }
  refuseStaff(caller, rights);
  if (memberId !== null && (await parts.database.query(isMember(caller.gymId, memberId))).length === 0)
    throw new ApiError('unknown_member');
  return caller;
}

/** Notes that staff looked at what is about members, before they see it: what cannot be noted is not shown. */
export async function noteLook(
  { caller, action, input }: { caller: Caller | null; action: string; input: unknown },
  { database, clock }: { readonly database: CentralDatabase; readonly clock: Clock },
): Promise<void> {
  if (caller?.role !== 'staff') return;
  const memberId = namedMember(input);
  const { query, metric_type: metricType } = (input ?? {}) as Readonly<Record<string, unknown>>;
  const detail = [query, metricType].filter((one) => typeof one === 'string').join(' ');
  const audited = {
    action,
    ...(memberId === null ? {} : { memberId }),
    ...(detail === '' ? {} : { detail }),
  };
  await database.query(auditEntry(caller, audited, clock.nowMs()));
}

/** What a procedure knows of its caller. */
export interface Called {
  readonly caller: Caller | null;
}

/** The member that a request is about: itself, or the one that staff name. */
export function subjectOf({ caller }: Called, memberId: string): MemberRef {
  if (caller === null || caller.role === 'kiosk') throw new ApiError('forbidden');
  if (caller.role === 'member') return caller;
  return { gymId: caller.gymId, memberId: memberId as MemberRef['memberId'] };
}

export function staffOf({ caller }: Called): StaffCaller {
  if (caller?.role !== 'staff') throw new ApiError('forbidden');
  return caller;
}

export function kioskOf({ caller }: Called): KioskCaller {
  if (caller?.role !== 'kiosk') throw new ApiError('forbidden');
  return caller;
}
