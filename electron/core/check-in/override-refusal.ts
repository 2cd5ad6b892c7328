import type { StaffReason } from '../../../shared/contract/staff-reasons.ts';
import type { NewId, VisitId } from '../../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import { judgeCheckIn, RE_ENTRY_GAP_MS } from '../../../shared/domain/check-in/check-in-rules.ts';
import type { Visit } from '../../../shared/domain/visits/visit.ts';
import type { Store } from '../store/store.ts';
import { findRefusal } from '../store/tables/check-in-refusals.ts';
import type { FactKey } from '../store/tables/facts.ts';
import { findMember } from '../store/tables/users.ts';
import { findVisitBetween } from '../store/tables/visits.ts';
import { bookedClasses } from './check-in.ts';
import { trackProgress } from '../progress/track-progress.ts';

/**
 * Staff let somebody in whom the rules refused. The visit happened when the card was held, and takes
 * the class that was booked then. One transaction: the visit, its fact with who and why, and what
 * follows from it.
 * @returns `not_found` for no such refusal, one answered already, or one of a card nobody owns;
 *   `already_in` when the member came in around then anyway
 */
export function overrideRefusal(
  deps: { store: Store; newId: NewId },
  override: { staff: string; because: StaffReason<'overrideRefusal'>; refusal: FactKey },
): Result<Visit, 'not_found' | 'already_in'> {
  const { store, newId } = deps;
  const { staff, because } = override;
  return store.write((tx) => {
    const refusal = findRefusal(tx, store.identity.kioskId, override.refusal);
    const member = refusal?.memberId == null ? null : findMember(tx, refusal.memberId);
    if (refusal === null || member === null || refusal.visitId !== null) return fail('not_found');
    const atMs = refusal.refusedAtMs;
    const verdict = judgeCheckIn({
      // What was refused is the membership; everything else about a check-in goes on as ever.
      member: { ...member, membershipStatus: 'active' },
      nearestVisit: findVisitBetween(tx, member.id, atMs - RE_ENTRY_GAP_MS, atMs + RE_ENTRY_GAP_MS),
      bookedClasses: bookedClasses(tx, member, atMs),
      nowMs: atMs,
    });
    if (verdict.verdict !== 'check_in') return fail('already_in');
    const visit: Visit = {
      id: newId() as VisitId,
      memberId: member.id,
      checkedInAtMs: atMs,
      classId: verdict.gymClass?.id ?? null,
    };
    store.facts.append(tx, {
      kind: 'check_in.overridden',
      memberId: member.id,
      happenedAtMs: atMs,
      payload: {
        staff,
        because,
        visit_id: visit.id,
        class_id: visit.classId,
        refusal_epoch: refusal.epoch,
        refusal_seq: refusal.seq,
        reason: refusal.reason,
      },
    });
    trackProgress(tx, store, member.id, atMs);
    return ok(visit);
  });
}
