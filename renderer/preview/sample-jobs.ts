import type { JobDocument, JobId, JobList, JobRunDocument } from '../../shared/contract/job-documents.ts';

const HOUR_MS = 3_600_000;

/** A night that went well but for the backup, and summaries that are being made. */
export function sampleStaffJobs(nowMs: number): JobList {
  const iso = (epochMs: number): string => new Date(epochMs).toISOString();
  const run = (hoursAgo: number, changes: Partial<JobRunDocument>): JobRunDocument => ({
    started_at: iso(nowMs - hoursAgo * HOUR_MS),
    due_at: iso(nowMs - hoursAgo * HOUR_MS),
    trigger: 'schedule',
    outcome: 'succeeded',
    duration_ms: 640,
    code: null,
    counts: {},
    ...changes,
  });
  const job = (
    id: JobId,
    hours: number,
    runs: JobRunDocument[],
    changes: Partial<JobDocument> = {},
  ): JobDocument => ({
    id,
    schedule: { kind: 'daily', minute_of_day: 120 },
    next_run_at: iso(nowMs + hours * HOUR_MS),
    is_requested: false,
    progress: null,
    runs,
    ...changes,
  });
  return {
    jobs: [
      job('integration_queue', 0.2, [
        run(0.05, { counts: { facts_waiting: 412, facts_set_aside: 3, devices_lost: 1 } }),
      ]),
      job('daily_attendance', 15, [
        run(9, { duration_ms: 4_210, counts: { visits: 312, attended: 148, no_shows: 9, members: 486 } }),
      ]),
      job(
        'weekly_summary',
        120,
        [
          run(0, { outcome: 'running', duration_ms: null, counts: null, trigger: 'staff' }),
          run(48, { duration_ms: 21_900, counts: { weeks: 1, summaries: 486 } }),
        ],
        { progress: 0.42, is_requested: true },
      ),
      job('member_reviews', 0.2, [run(0.05, { duration_ms: 38 })]),
      job('database_backup', 1, [run(7.5, { outcome: 'failed', code: 'disk_full', counts: null })]),
      job('recommendation_model', 17, [run(7, { duration_ms: 2_950, counts: { choices: 8_412 } })]),
      job('retention', 17.5, [
        run(6.5, { duration_ms: 310, counts: { heart_rate_minutes: 5_120, files: 1 } }),
      ]),
      job('database_check', 96, []),
    ],
  };
}
