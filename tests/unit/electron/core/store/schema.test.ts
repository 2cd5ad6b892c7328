import type { Statement } from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { readDashboard, readProgress } from '../../../../../electron/core/progress/open-dashboard.ts';
import type { ReadableDb } from '../../../../../electron/core/store/database.ts';
import { migrations } from '../../../../../electron/core/store/migrations/all-migrations.ts';
import { addMember, NOON, openTestStore, ZONE } from '../../../../support/core/open-test-store.ts';

/** Tables, columns and indexes that the product's seed document names. */
const SEED = {
  users: ['id', 'preferences', 'last_dashboard_access', 'personalization_settings'],
  progress_metrics: ['id', 'user_id', 'metric_type', 'value', 'recorded_at', 'source'],
  goals: [
    'id', 'user_id', 'metric_type', 'target_value', 'current_value', 'start_date', 'target_date', 'status',
    'auto_adjust', 'created_at', 'updated_at',
  ],
  achievements: [
    'id', 'user_id', 'achievement_type', 'description', 'achieved_at', 'related_metric', 'related_value',
  ],
}; // prettier-ignore
const SEED_INDEXES: Record<string, string[]> = {
  idx_progress_user_metric: ['user_id', 'metric_type'],
  idx_goals_user_status: ['user_id', 'status'],
  idx_achievements_user: ['user_id'],
};

const names = (db: ReadableDb, query: string, of: string): string[] =>
  (db.prepare(query).all(of) as { name: string }[]).map(({ name }) => name);

/** How SQLite carries out every query that `read` makes, by query. */
function plansOf(db: ReadableDb, read: () => void): Map<string, string[]> {
  const queries: string[] = [];
  const { prepare } = db;
  db.prepare = ((text: string) => {
    queries.push(text);
    return prepare.call(db, text);
  }) as typeof prepare;
  read();
  db.prepare = prepare;
  return new Map(
    queries.map((text) => {
      const values = Array.from({ length: text.split('?').length - 1 }, () => 1);
      const steps = (prepare.call(db, `EXPLAIN QUERY PLAN ${text}`) as Statement).all(...values) as {
        detail: string;
      }[];
      return [text, steps.map(({ detail }) => detail)];
    }),
  );
}

const planFor = (plans: Map<string, string[]>, table: string): string =>
  [...plans].flatMap(([text, steps]) => (text.includes(`FROM ${table}`) ? steps : [])).join('; ');

describe('the schema', () => {
  it('has the tables and columns of the seed document', () => {
    const { store } = openTestStore();
    for (const [table, columns] of Object.entries(SEED)) {
      expect(names(store.db, 'SELECT name FROM pragma_table_info(?)', table)).toEqual(
        expect.arrayContaining(columns),
      );
    }
  });

  it('has the indexes of the seed document, beginning with its columns', () => {
    const { store } = openTestStore();
    for (const [index, columns] of Object.entries(SEED_INDEXES)) {
      const indexed = names(store.db, 'SELECT name FROM pragma_index_info(?)', index);
      expect([index, indexed.slice(0, columns.length)]).toEqual([index, columns]);
    }
  });

  it('takes only sources and goal states the seed document knows', () => {
    const { store } = openTestStore();
    const { id } = addMember(store, 1);
    const insert = store.db.prepare(
      `INSERT INTO progress_metrics (id, user_id, metric_type, value, recorded_at, source, unit)
       VALUES (?, ?, 'body_weight', 80, 1, ?, 'kg')`,
    );
    for (const source of ['manual', 'automated', 'device']) insert.run(source, id, source);
    expect(() => insert.run('x', id, 'guessed')).toThrow(
      expect.objectContaining({ code: 'SQLITE_CONSTRAINT_CHECK' }),
    );
  });

  it('numbers its migrations in tens, each above the one before', () => {
    const versions = migrations.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((left, right) => left - right));
    expect(versions.filter((version) => version % 10 !== 0)).toEqual([]);
  });
});

describe('the first dashboard of the morning', () => {
  it('reads metrics and visits from covering indexes alone, in order, without sorting', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    const plans = plansOf(store.db, () => void readDashboard(store, member, NOON));
    expect(planFor(plans, 'progress_metrics')).toMatch(
      /^SEARCH progress_metrics USING COVERING INDEX idx_progress_user_metric \(user_id=\?/,
    );
    expect(planFor(plans, 'counted_visits WHERE user_id = ? AND checked_in_at >= ? ORDER')).toMatch(
      /^SEARCH visits USING COVERING INDEX idx_visits_user \(user_id=\? AND checked_in_at>\?\)$/,
    );
    for (const table of [
      'progress_metrics',
      'visits WHERE user_id = ? AND checked_in_at >= ? ORDER',
      'achievements',
    ]) {
      expect(planFor(plans, table)).not.toMatch(/TEMP B-TREE|SCAN/);
    }
  });

  it('looks through no table from one end to the other', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    const plans = plansOf(store.db, () => void readDashboard(store, member, NOON));
    expect(plans.size).toBeGreaterThanOrEqual(6);
    const scans = [...plans.values()].flat().filter((step) => step.startsWith('SCAN'));
    // A gym closes a few times a year, and all of it counts for a streak.
    expect(scans).toEqual(['SCAN gym_closures']);
  });

  it('reads the history of one metric from the covering index too', () => {
    const { store } = openTestStore();
    const member = addMember(store, 1);
    const ask = { member, metricType: 'body_weight', range: 'year', nowMs: NOON, zone: ZONE } as const;
    const plans = plansOf(store.db, () => void readProgress(store.db, ask));
    expect(planFor(plans, 'progress_metrics')).toBe(
      'SEARCH progress_metrics USING COVERING INDEX idx_progress_user_metric (user_id=? AND metric_type=? AND recorded_at>?)',
    );
  });
});
