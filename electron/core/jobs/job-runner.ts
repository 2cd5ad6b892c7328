import { MINUTE_MS, SECOND_MS, type Clock } from '../../../shared/base/clock.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import { fail, type Result } from '../../../shared/base/result.ts';
import { MAX_RUNS_SHOWN, type JobList } from '../../../shared/contract/job-documents.ts';
import { afterRequest, dueRun, nextRunMs, type JobStanding } from '../../../shared/domain/jobs/job-plan.ts';
import { StorageFailed, type Store } from '../store/store.ts';
import { saveJob, type JobCounts } from '../store/tables/jobs.ts';
import { jobDocument } from './job-document.ts';
import { beginRun, dropRun, endRun, latestRuns, recoverJobs, type BegunRun } from './job-runs.ts';
import type { JobRun, JobStep, JobWork, KioskJob } from './kiosk-job.ts';

/** Work done at a time: short enough that a card held meanwhile is answered as quickly as ever. */
const SLICE_MS = 10;
/** How often is looked for something that is due; what somebody asks for is seen at once. */
const LOOK_EVERY_MS = SECOND_MS;
/** Where not even the outcome of a run can be noted (a full disk, mostly) nothing is tried for this long. */
const PAUSE_AFTER_STORAGE_MS = MINUTE_MS;

export interface JobRunner {
  /**
   * Called several times a second: does a little of what is due, nothing while a member is at the screen.
   * @returns whether there is more that could be done at once
   */
  tick(): boolean;
  list(): JobList;
  /**
   * Somebody wants a job done now. Asking twice is asking once.
   * @returns false for a job that is not known here
   * @throws StorageFailed when the disk did not take it
   */
  request(id: string): boolean;
  /** What is under way is noted as interrupted, and done after the next start. */
  stop(): void;
}

interface Running {
  readonly job: KioskJob;
  readonly run: JobRun;
  readonly begun: BegunRun;
  readonly startedAt: number;
  readonly work: JobWork;
  progress: number | null;
  /** Goes on with the work; null while it waits for something. */
  resume: (() => IteratorResult<JobStep, Result<JobCounts>>) | null;
}

/**
 * Does the kiosk's background jobs one after the other, in slices of ten milliseconds while no member
 * is at the screen. How far each has got is in the store before and after every run, so that a process
 * that ends anywhere goes on where it was: what is due is done once, however often it is begun.
 * @param deps.jobs in the order in which they go first when several are due
 * @param deps.isIdle whether no member is being served
 * @param deps.onChange called when a run began or ended
 */
export function createJobRunner(deps: {
  store: Store;
  clock: Clock;
  jobs: readonly KioskJob[];
  isIdle: () => boolean;
  onChange: () => void;
}): JobRunner {
  const { store, clock, jobs, isIdle, onChange } = deps;
  const days = localDays(store.gym.zone);
  const standings = recoverJobs(store, jobs, clock.nowMs());
  let running: Running | null = null;
  let lookAt = Number.NEGATIVE_INFINITY;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let isStopped = false;

  const standingOf = ({ id }: KioskJob): JobStanding => standings.get(id)!;

  const begin = (): Running | null => {
    if (clock.monotonicMs() < lookAt) return null;
    lookAt = clock.monotonicMs() + LOOK_EVERY_MS;
    const nowMs = clock.nowMs();
    for (const job of jobs) {
      const due = dueRun(job.plan, standingOf(job), nowMs, days);
      if (due === null) continue;
      const run = { ...due, nowMs };
      const begun = beginRun(store, job, standingOf(job), run);
      standings.set(job.id, begun.standing);
      const work = job.work(run);
      const startedAt = clock.monotonicMs();
      return { job, run, begun, startedAt, work, progress: null, resume: () => work.next() };
    }
    return null;
  };

  const end = (ended: Running, outcome: Result<JobCounts>): void => {
    running = null;
    lookAt = Number.NEGATIVE_INFINITY;
    const { job, run, begun } = ended;
    const durationMs = Math.round(clock.monotonicMs() - ended.startedAt);
    if (!outcome.ok) {
      const { code, detail } = outcome;
      store.log.error({ job: job.id, code, detail, attempt: begun.standing.attempts }, 'a job failed');
    }
    standings.set(job.id, endRun(store, job, { run, begun, ended: { ...outcome, durationMs } }));
    onChange();
  };

  /** One step of the work. */
  const step = (now: Running): void => {
    const { resume } = now;
    if (resume === null) return;
    now.resume = () => now.work.next();
    const next = attempt(resume, now.job, store);
    if (next.done === true) {
      end(now, next.value);
    } else if (next.value instanceof Promise) {
      now.resume = null;
      next.value.then(
        (value) => (now.resume = () => now.work.next(value)),
        (error: unknown) => (now.resume = () => now.work.throw(error)),
      );
    } else now.progress = next.value;
  };

  return {
    tick() {
      if (isStopped || !isIdle() || clock.monotonicMs() < pausedUntil) return false;
      const until = clock.monotonicMs() + SLICE_MS;
      try {
        do {
          if (running === null) {
            running = begin();
            if (running === null) return false;
            onChange();
          }
          step(running);
        } while (running?.resume !== null && clock.monotonicMs() < until);
        return running?.resume !== null;
      } catch (error) {
        // What is done in the background must not take down what serves members.
        running = null;
        pausedUntil = clock.monotonicMs() + PAUSE_AFTER_STORAGE_MS;
        store.log.error({ err: error }, 'jobs wait: what became of them could not be noted');
        return false;
      }
    },
    list: () => ({
      jobs: jobs.map((job) =>
        jobDocument(job, {
          nextRunMs: nextRunMs(job.plan, standingOf(job), clock.nowMs(), days),
          isRequested: standingOf(job).requestedAtMs !== null,
          progress: running?.job === job ? running.progress : null,
          runs: latestRuns(store, job, MAX_RUNS_SHOWN),
        }),
      ),
    }),
    request(id) {
      const job = jobs.find((one) => one.id === id);
      if (job === undefined) return false;
      if (running?.job === job || standingOf(job).requestedAtMs !== null) return true;
      const requested = afterRequest(standingOf(job), clock.nowMs());
      store.write((tx) => saveJob(tx, job.id, requested));
      standings.set(job.id, requested);
      lookAt = Number.NEGATIVE_INFINITY;
      onChange();
      return true;
    },
    stop() {
      isStopped = true;
      if (running === null) return;
      const { job, begun, startedAt } = running;
      running = null;
      try {
        dropRun(store, job, begun, Math.round(clock.monotonicMs() - startedAt));
      } catch (error) {
        // The next start finds the run open, which says the same.
        if (!(error instanceof StorageFailed)) throw error;
      }
    },
  };
}

/** A mistake in one job must not take core with it: it is a failed run, with the reason in the log. */
function attempt(
  resume: () => IteratorResult<JobStep, Result<JobCounts>>,
  job: KioskJob,
  { log }: Store,
): IteratorResult<JobStep, Result<JobCounts>> {
  try {
    return resume();
  } catch (error) {
    if (error instanceof StorageFailed) return { done: true, value: fail(error.code) };
    log.error({ err: error, job: job.id }, 'a job threw');
    return { done: true, value: fail('internal') };
  }
}
