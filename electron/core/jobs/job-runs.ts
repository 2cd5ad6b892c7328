import { localDays } from '../../../shared/base/local-days.ts';
import type { Result } from '../../../shared/base/result.ts';
import {
  afterFailure,
  afterInterruption,
  afterStart,
  afterSuccess,
  firstStanding,
  type JobStanding,
} from '../../../shared/domain/jobs/job-plan.ts';
import type { Store } from '../store/store.ts';
import {
  findJob,
  finishRun,
  forgetOldRuns,
  insertRun,
  interruptOpenRuns,
  listRuns,
  saveJob,
  type JobCounts,
  type StoredRun,
} from '../store/tables/jobs.ts';
import type { JobRun, KioskJob } from './kiosk-job.ts';

/** Runs kept of each job. */
const RUNS_KEPT = 50;

/** A run that has begun: its row, and what the job's standing is meanwhile. */
export interface BegunRun {
  readonly id: number;
  readonly startedAtMs: number;
  readonly standing: JobStanding;
}

/**
 * Enters jobs that are new here, and notes what the end of the last process cut short.
 * @returns every job's standing
 */
export function recoverJobs(
  store: Store,
  jobs: readonly KioskJob[],
  nowMs: number,
): Map<string, JobStanding> {
  const days = localDays(store.gym.zone);
  return store.write((tx) => {
    const standings = jobs.map(({ id, plan }): [string, JobStanding] => {
      const known = findJob(tx, id);
      if (known === null) {
        const first = firstStanding(plan, nowMs, days);
        saveJob(tx, id, first);
        return [id, first];
      }
      if (interruptOpenRuns(tx, id) === 0) return [id, known];
      const standing = afterInterruption(plan, known, nowMs, days);
      saveJob(tx, id, standing);
      return [id, standing];
    });
    return new Map(standings);
  });
}

/** Notes that a run begins, before it does anything. */
export function beginRun(store: Store, job: KioskJob, standing: JobStanding, run: JobRun): BegunRun {
  const begun = afterStart(standing);
  const { dueMs, trigger, nowMs: startedAtMs } = run;
  return store.write((tx) => {
    saveJob(tx, job.id, begun);
    // One whose end the disk did not take.
    interruptOpenRuns(tx, job.id);
    const id = insertRun(tx, job.id, { dueMs: lastOf(dueMs), trigger, startedAtMs });
    forgetOldRuns(tx, job.id, RUNS_KEPT);
    return { id, startedAtMs, standing: begun };
  });
}

/** Notes how a run ended, and that central should hear of it. @returns the job's standing from now on */
export function endRun(
  store: Store,
  job: KioskJob,
  { run, begun, ended }: { run: JobRun; begun: BegunRun; ended: Result<JobCounts> & { durationMs: number } },
): JobStanding {
  const nowMs = store.nowMs();
  const days = localDays(store.gym.zone);
  const standing = ended.ok ? afterSuccess(run) : afterFailure(job.plan, begun.standing, nowMs, days);
  const outcome = ended.ok ? 'succeeded' : 'failed';
  const code = ended.ok ? null : ended.code;
  store.write((tx) => {
    const { durationMs } = ended;
    finishRun(tx, begun.id, { outcome, durationMs, code, counts: ended.ok ? ended.value : null });
    saveJob(tx, job.id, standing);
    if (!job.isReported) return;
    store.facts.append(tx, {
      kind: 'job.finished',
      memberId: null,
      happenedAtMs: nowMs,
      payload: { job: job.id, due_at: new Date(lastOf(run.dueMs)).toISOString(), outcome, code },
    });
  });
  return standing;
}

/** Notes that a run was dropped because the machine stops in good order: nobody's failure, and no attempt. */
export function dropRun(store: Store, job: KioskJob, begun: BegunRun, durationMs: number): void {
  const attempts = Math.max(0, begun.standing.attempts - 1);
  store.write((tx) => {
    finishRun(tx, begun.id, { outcome: 'interrupted', durationMs, code: null, counts: null });
    saveJob(tx, job.id, { ...begun.standing, attempts });
  });
}

/** A job's latest runs. */
export function latestRuns(store: Store, job: KioskJob, limit: number): readonly StoredRun[] {
  return listRuns(store.db, job.id, limit);
}

function lastOf(dueMs: JobRun['dueMs']): number {
  return dueMs.at(-1) ?? dueMs[0];
}
