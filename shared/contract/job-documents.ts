import { z } from 'zod';
import { isoTime } from './times.ts';

/** Background jobs as staff see them, at the kiosk and at central alike. */

export const jobIdSchema = z.enum([
  'daily_attendance',
  'weekly_summary',
  'integration_queue',
  'member_reviews',
  'recommendation_model',
  'retention',
  'database_backup',
  'database_check',
]);
export type JobId = z.infer<typeof jobIdSchema>;

/** Runs shown of each job, latest first. */
export const MAX_RUNS_SHOWN = 5;
const MAX_JOBS = 20;

export const jobScheduleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('every'), minutes: z.number().int() }),
  /** Minutes since midnight on the gym's clock. */
  z.object({ kind: z.literal('daily'), minute_of_day: z.number().int() }),
  /** 1 is Monday. */
  z.object({ kind: z.literal('weekly'), weekday: z.number().int(), minute_of_day: z.number().int() }),
]);

export const jobRunSchema = z.object({
  started_at: isoTime,
  /** What the run was for: when it was due. */
  due_at: isoTime,
  trigger: z.enum(['schedule', 'catch_up', 'retry', 'staff']),
  outcome: z.enum(['running', 'succeeded', 'failed', 'interrupted']),
  /** Null while it runs, and where the machine ended in the middle. */
  duration_ms: z.number().int().nullable(),
  /** Why it failed. */
  code: z.string().nullable(),
  /** What was dealt with, by name. */
  counts: z.record(z.string(), z.number()).nullable(),
});
export type JobRunDocument = z.infer<typeof jobRunSchema>;

export const jobSchema = z.object({
  id: jobIdSchema,
  schedule: jobScheduleSchema,
  /** Due, retried or asked for; in the past when it waits for its turn. */
  next_run_at: isoTime,
  /** Asked for and not begun yet, or not done yet. */
  is_requested: z.boolean(),
  /** 0 to 1 while it runs; null while it does not, or where nobody can tell. */
  progress: z.number().min(0).max(1).nullable(),
  /** Latest first; the first one may be running. */
  runs: z.array(jobRunSchema).max(MAX_RUNS_SHOWN),
});
export type JobDocument = z.infer<typeof jobSchema>;

export const jobListSchema = z.object({ jobs: z.array(jobSchema).max(MAX_JOBS) });
export type JobList = z.infer<typeof jobListSchema>;
