import type { Migration } from '../migrate.ts';

/**
 * Readings that were taken back. They leave `progress_metrics`, so that whatever reads that table sees
 * what counts, and stay here whole: an id that was retracted is never recorded again.
 */
export const retractedMetrics: Migration = {
  version: 50,
  name: 'retracted-metrics',
  sql: `
CREATE TABLE retracted_metrics (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  metric_type TEXT NOT NULL,
  value REAL NOT NULL,
  recorded_at INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('manual', 'automated', 'device')),
  unit TEXT NOT NULL,
  formula TEXT,
  inputs TEXT CHECK (inputs IS NULL OR json_valid(inputs)),
  heart_rate_session_id TEXT,
  fact_epoch INTEGER,
  fact_seq INTEGER,
  reason TEXT NOT NULL CHECK (reason IN ('undone', 'removed', 'not_mine')),
  retracted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX idx_retracted_metrics_user ON retracted_metrics (user_id, retracted_at);
`,
};
