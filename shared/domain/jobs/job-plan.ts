import { MINUTE_MS } from '../../base/clock.ts';
import type { LocalDays } from '../../base/local-days.ts';
import { dueBetween, lastDueMs, nextDueMs, type Schedule } from './schedule.ts';

/** What is laid down about a job. */
export interface JobPlan {
  readonly schedule: Schedule;
  /** After a time without a machine: once for all that was missed, or once for each. */
  readonly catchUp: 'once' | 'each';
  /** Where it never ran: at once, or when it is due next. */
  readonly starts: 'at_once' | 'when_due';
}

/** How far a job has got; kept between runs. */
export interface JobStanding {
  /** Everything that was due up to here is done, or was waived. */
  readonly coveredUntilMs: number;
  /** Runs begun since the last one that went well. */
  readonly attempts: number;
  /** Not before this; null for at once. */
  readonly retryAtMs: number | null;
  /** When somebody asked for a run that has not been done yet. */
  readonly requestedAtMs: number | null;
}

export type JobTrigger = 'schedule' | 'catch_up' | 'retry' | 'staff';

/** A run that should begin now. */
export interface DueRun {
  /** What it is for, oldest first; the last one is what the job has got to when it is done. */
  readonly dueMs: readonly [number, ...number[]];
  readonly trigger: JobTrigger;
}

/** Begun so often in vain, a job waits until it is due the next time. */
export const MAX_ATTEMPTS = 5;
/** Pauses before the second, third … attempt: long enough for a full disk or a lost network to pass. */
const BACKOFF_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);
/** Most runs caught up with one by one: half a year of weeks. What was due before is waived. */
export const MAX_CAUGHT_UP = 26;
/** A run begun later than this after it was due is called caught up. */
const PUNCTUAL_MS = 15 * MINUTE_MS;

/** The standing of a job that is new here. */
export function firstStanding(plan: JobPlan, nowMs: number, days: LocalDays): JobStanding {
  const lastMs = lastDueMs(plan.schedule, nowMs, days);
  const coveredUntilMs = plan.starts === 'at_once' ? lastMs - 1 : lastMs;
  return { coveredUntilMs, attempts: 0, retryAtMs: null, requestedAtMs: null };
}

/** The run that should begin now, or null for none. */
export function dueRun(plan: JobPlan, standing: JobStanding, nowMs: number, days: LocalDays): DueRun | null {
  const { coveredUntilMs, attempts, retryAtMs, requestedAtMs } = withinReach(plan, standing, nowMs, days);
  if (retryAtMs !== null && nowMs < retryAtMs) return null;
  const most = plan.catchUp === 'once' ? 1 : MAX_CAUGHT_UP;
  const [first, ...rest] = dueBetween(plan.schedule, coveredUntilMs, nowMs, days, most);
  if (first === undefined) {
    return requestedAtMs === null
      ? null
      : { dueMs: [lastDueMs(plan.schedule, nowMs, days)], trigger: attempts > 0 ? 'retry' : 'staff' };
  }
  const isLate = nowMs - first > PUNCTUAL_MS;
  const trigger =
    attempts > 0 ? 'retry' : requestedAtMs !== null ? 'staff' : isLate ? 'catch_up' : 'schedule';
  return { dueMs: [first, ...rest], trigger };
}

/** When the next run begins if nothing comes between; now or earlier for one that is due. */
export function nextRunMs(plan: JobPlan, standing: JobStanding, nowMs: number, days: LocalDays): number {
  const reached = withinReach(plan, standing, nowMs, days);
  if (dueRun(plan, standing, nowMs, days) !== null) return nowMs;
  const isOpen =
    reached.requestedAtMs !== null || lastDueMs(plan.schedule, nowMs, days) > reached.coveredUntilMs;
  const nextMs = nextDueMs(plan.schedule, Math.max(nowMs, reached.coveredUntilMs), days);
  return isOpen && reached.retryAtMs !== null ? reached.retryAtMs : nextMs;
}

/** A run begins. Counted before it does anything, so that one that takes its process with it is given up too. */
export function afterStart(standing: JobStanding): JobStanding {
  return { ...standing, attempts: standing.attempts + 1, retryAtMs: null };
}

/** A run went well: what it was for is done. */
export function afterSuccess({ dueMs }: Pick<DueRun, 'dueMs'>): JobStanding {
  const coveredUntilMs = dueMs.at(-1) ?? dueMs[0];
  return { coveredUntilMs, attempts: 0, retryAtMs: null, requestedAtMs: null };
}

/** A run failed: again after a pause, and after the last attempt when the job is due the next time. */
export function afterFailure(
  plan: JobPlan,
  standing: JobStanding,
  nowMs: number,
  days: LocalDays,
): JobStanding {
  if (standing.attempts >= MAX_ATTEMPTS) {
    const retryAtMs = nextDueMs(plan.schedule, nowMs, days);
    return { ...standing, attempts: 0, retryAtMs, requestedAtMs: null };
  }
  const pauseMs = BACKOFF_MS[Math.max(0, standing.attempts - 1)] ?? 0;
  return { ...standing, retryAtMs: nowMs + pauseMs };
}

/** The machine ended in the middle of a run. Once says nothing about the job; again, and it counts as a failure. */
export function afterInterruption(
  plan: JobPlan,
  standing: JobStanding,
  nowMs: number,
  days: LocalDays,
): JobStanding {
  return standing.attempts <= 1 ? standing : afterFailure(plan, standing, nowMs, days);
}

/** Somebody wants a run now, whatever was tried before. */
export function afterRequest(standing: JobStanding, nowMs: number): JobStanding {
  return { ...standing, attempts: 0, retryAtMs: null, requestedAtMs: nowMs };
}

/**
 * A clock that stood years ahead, and was put right, must not keep a job from running until then: what
 * it was told to be done until means nothing, and it runs now.
 */
function withinReach(plan: JobPlan, standing: JobStanding, nowMs: number, days: LocalDays): JobStanding {
  const nextMs = nextDueMs(plan.schedule, nowMs, days);
  // The next one may be done already: a clock that steps back by seconds does not do it twice.
  const isAhead = standing.coveredUntilMs > nextMs;
  const latestRetryMs = Math.max(nextMs, nowMs + BACKOFF_MS.at(-1)!);
  return {
    ...standing,
    coveredUntilMs: isAhead ? lastDueMs(plan.schedule, nowMs, days) - 1 : standing.coveredUntilMs,
    retryAtMs: standing.retryAtMs === null ? null : Math.min(standing.retryAtMs, latestRetryMs),
  };
}
