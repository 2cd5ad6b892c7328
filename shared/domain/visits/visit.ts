import type { ClassId, MemberId, VisitId } from '../../base/ids.ts';

/** One time a member came in. */
export interface Visit {
  readonly id: VisitId;
  readonly memberId: MemberId;
  readonly checkedInAtMs: number;
  /** The class checked into, or null for open gym. */
  readonly classId: ClassId | null;
}
