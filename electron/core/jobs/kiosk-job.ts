import type { Result } from '../../../shared/base/result.ts';
import type { JobId } from '../../../shared/contract/job-documents.ts';
import type { DueRun, JobPlan } from '../../../shared/domain/jobs/job-plan.ts';
import type { JobCounts } from '../store/tables/jobs.ts';

export interface JobRun extends DueRun {
  readonly nowMs: number;
}

/** Share of the work that is done, 0 to 1; null where that is not known; or something to wait for. */
export type JobStep = number | null | Promise<unknown>;

/**
 * Work in steps of a few milliseconds. It may be dropped between any two steps, by a kill too, and is
 * then begun anew: each step is whole in itself and finds done what is done. A promise that is yielded
 * is waited for, and its outcome is what the `yield` gives back.
 * @returns what was dealt with, or a code that staff can look up
 */
export type JobWork = Generator<JobStep, Result<JobCounts>, unknown>;

/** Something done in the background, when its plan says. */
export interface KioskJob {
  readonly id: JobId;
  readonly plan: JobPlan;
  /** Whether central hears how its runs end: those whose failure somebody has to do something about. */
  readonly isReported: boolean;
  work(run: JobRun): JobWork;
}
