import type { JobStanding, JobTrigger } from '../../../../shared/domain/jobs/job-plan.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** How far a job has got, or null for one that is new here. */
export function findJob(db: ReadableDb, id: string): JobStanding | null {
  return (
    sql<JobStanding>(
      db,
      `SELECT covered_until AS coveredUntilMs, attempts, retry_at AS retryAtMs, requested_at AS requestedAtMs
       FROM jobs WHERE id = ?`,
    ).get(id) ?? null
  );
}

export function saveJob(tx: WritableDb, id: string, standing: JobStanding): void {
  sql(
    tx,
    `INSERT INTO jobs (id, covered_until, attempts, retry_at, requested_at)
     VALUES (:id, :coveredUntilMs, :attempts, :retryAtMs, :requestedAtMs)
     ON CONFLICT (id) DO UPDATE SET covered_until = excluded.covered_until, attempts = excluded.attempts,
       retry_at = excluded.retry_at, requested_at = excluded.requested_at`,
  ).run({ id, ...standing });
}

/** What a run dealt with, by name: rows written, members looked at. */
export type JobCounts = Readonly<Record<string, number>>;

export interface StoredRun {
  readonly id: number;
  readonly dueMs: number;
  readonly trigger: JobTrigger;
  readonly startedAtMs: number;
  readonly outcome: 'running' | 'succeeded' | 'failed' | 'interrupted';
  /** Null while it runs, and where the machine ended in the middle. */
  readonly durationMs: number | null;
  /** Why it failed. */
  readonly code: string | null;
  readonly counts: JobCounts | null;
}

/** A job's runs, latest first. */
export function listRuns(db: ReadableDb, jobId: string, limit: number): StoredRun[] {
  return sql<Omit<StoredRun, 'counts'> & { counts: string | null }>(
    db,
    `SELECT id, due_at AS dueMs, caused_by AS "trigger", started_at AS startedAtMs, outcome,
       duration_ms AS durationMs, code, counts
     FROM job_runs WHERE job_id = ? ORDER BY id DESC LIMIT ?`,
  )
    .all(jobId, limit)
    .map((row) => ({ ...row, counts: row.counts === null ? null : (JSON.parse(row.counts) as JobCounts) }));
}

/** @returns the run's id */
export function insertRun(
  tx: WritableDb,
  jobId: string,
  run: Pick<StoredRun, 'dueMs' | 'trigger' | 'startedAtMs'>,
): number {
  const { lastInsertRowid } = sql(
    tx,
    `INSERT INTO job_runs (job_id, due_at, caused_by, started_at, outcome) VALUES (?, ?, ?, ?, 'running')`,
  ).run(jobId, run.dueMs, run.trigger, run.startedAtMs);
  return Number(lastInsertRowid);
}

export function finishRun(
  tx: WritableDb,
  id: number,
  end: Pick<StoredRun, 'outcome' | 'durationMs' | 'code' | 'counts'>,
): void {
  sql(tx, 'UPDATE job_runs SET outcome = ?, duration_ms = ?, code = ?, counts = ? WHERE id = ?').run(
    end.outcome,
    end.durationMs,
    end.code,
    end.counts === null ? null : JSON.stringify(end.counts),
    id,
  );
}

/** Keeps a job's latest runs only. */
export function forgetOldRuns(tx: WritableDb, jobId: string, keep: number): void {
  sql(
    tx,
    `DELETE FROM job_runs WHERE job_id = :jobId AND id <=
       (SELECT id FROM job_runs WHERE job_id = :jobId ORDER BY id DESC LIMIT 1 OFFSET :keep)`,
  ).run({ jobId, keep });
}

/** Notes of runs that nobody is doing any more that they were cut short. @returns how many there were */
export function interruptOpenRuns(tx: WritableDb, jobId: string): number {
  return sql(tx, `UPDATE job_runs SET outcome = 'interrupted' WHERE job_id = ? AND outcome = 'running'`).run(
    jobId,
  ).changes;
}
