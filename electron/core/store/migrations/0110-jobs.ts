import type { Migration } from '../migrate.ts';

/** What is done in the background: how far each job has got, what became of its runs, and what they leave. */
export const jobs: Migration = {
  version: 110,
  name: 'jobs',
  sql: `
CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  covered_until INTEGER NOT NULL,
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  retry_at INTEGER,
  requested_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE job_runs (
  id INTEGER PRIMARY KEY,
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  due_at INTEGER NOT NULL,
  caused_by TEXT NOT NULL CHECK (caused_by IN ('schedule', 'catch_up', 'retry', 'staff')),
  started_at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('running', 'succeeded', 'failed', 'interrupted')),
  duration_ms INTEGER,
  code TEXT,
  counts TEXT CHECK (counts IS NULL OR json_valid(counts))
) STRICT;
CREATE INDEX idx_job_runs_job ON job_runs (job_id, id);

-- A visit has an end once its day is over. When the member left is known from what they did last;
-- where nothing tells, ended_at is null.
CREATE TABLE visit_ends (
  visit_id TEXT PRIMARY KEY REFERENCES visits (id) ON DELETE CASCADE,
  ended_at INTEGER,
  known_by TEXT NOT NULL CHECK (known_by IN ('heart_rate', 'class', 'nothing')),
  CHECK ((ended_at IS NULL) = (known_by = 'nothing'))
) STRICT, WITHOUT ROWID;

CREATE TABLE weekly_summaries (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  week_start_date TEXT NOT NULL,
  visits INTEGER NOT NULL,
  usual_visits REAL,
  training_min REAL NOT NULL,
  calories_kcal REAL NOT NULL,
  effort_points REAL NOT NULL,
  streak_weeks INTEGER NOT NULL,
  achievement_types TEXT NOT NULL CHECK (json_valid(achievement_types)),
  verdict TEXT NOT NULL CHECK (verdict IN ('first', 'more', 'usual', 'less', 'none')),
  summarised_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, week_start_date)
) STRICT, WITHOUT ROWID;
CREATE INDEX idx_weekly_summaries_week ON weekly_summaries (week_start_date);
`,
};
