import type { JobDocument, JobRunDocument } from '../../../shared/contract/job-documents.ts';
import type { Schedule } from '../../../shared/domain/jobs/schedule.ts';
import type { StoredRun } from '../store/tables/jobs.ts';
import type { KioskJob } from './kiosk-job.ts';

/** A job as staff see it. */
export function jobDocument(
  job: KioskJob,
  now: {
    readonly nextRunMs: number;
    readonly isRequested: boolean;
    readonly progress: number | null;
    readonly runs: readonly StoredRun[];
  },
): JobDocument {
  return {
    id: job.id,
    schedule: scheduleDocument(job.plan.schedule),
    next_run_at: new Date(now.nextRunMs).toISOString(),
    is_requested: now.isRequested,
    progress: now.progress,
    runs: now.runs.map(runDocument),
  };
}

function scheduleDocument(schedule: Schedule): JobDocument['schedule'] {
  if (schedule.kind === 'every') return schedule;
  const { minuteOfDay } = schedule;
  return schedule.kind === 'daily'
    ? { kind: 'daily', minute_of_day: minuteOfDay }
    : { kind: 'weekly', weekday: schedule.weekday, minute_of_day: minuteOfDay };
}

function runDocument(run: StoredRun): JobRunDocument {
  return {
    started_at: new Date(run.startedAtMs).toISOString(),
    due_at: new Date(run.dueMs).toISOString(),
    trigger: run.trigger,
    outcome: run.outcome,
    duration_ms: run.durationMs,
    code: run.code,
    counts: run.counts,
  };
}
