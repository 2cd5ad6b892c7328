import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrate } from '../../../../../electron/core/store/migrate.ts';
import { migrations } from '../../../../../electron/core/store/migrations/all-migrations.ts';

/** The last schema in which the flows wrote rows by hand. */
const BY_HAND = 140;

/** A database of that schema with what a gym had in it, brought up to date. */
function migrated(rows: string): Database.Database {
  const db = new Database(':memory:');
  onTestFinished(() => void db.close());
  migrate(db, ':memory:', migrations.filter(({ version }) => version <= BY_HAND), 1); // prettier-ignore
  db.exec(`INSERT INTO kiosk (only_row, kiosk_id, gym_id, epoch, created_at) VALUES (1, 'kiosk-1', 'gym-1', 1, 1);
    INSERT INTO users (id, member_number, first_name, last_name, alias, membership_status, joined_at)
      VALUES ('ada', '7', 'Ada', 'Lind', 'Ada L.', 'active', 5);
    ${rows}`);
  migrate(db, ':memory:', migrations, 2);
  db.pragma('foreign_keys = ON');
  return db;
}

describe('a kiosk of a version that wrote rows by hand', () => {
  it('keeps its visits and when they ended', () => {
    const db = migrated(`
      INSERT INTO classes VALUES ('spin', 'Spin', 'spin', 'Mo', 100, 45, 20, 3);
      INSERT INTO visits VALUES ('v1', 'ada', 90, 'spin', 1, 4), ('v2', 'ada', 700, NULL, NULL, NULL);
      INSERT INTO visit_ends VALUES ('v1', 150, 'class');`);
    expect(db.prepare('SELECT user_id, id, checked_in_at, class_id FROM visits ORDER BY id').all()).toEqual([
      { user_id: 'ada', id: 'v1', checked_in_at: 90, class_id: 'spin' },
      { user_id: 'ada', id: 'v2', checked_in_at: 700, class_id: null },
    ]);
    expect(db.prepare('SELECT * FROM visit_ends').all()).toEqual([
      { user_id: 'ada', visit_id: 'v1', ended_at: 150, known_by: 'class' },
    ]);
  });

  it('keeps everything that is known of members, and whose cards and straps are', () => {
    const db = migrated(`
      UPDATE users SET height_cm = 170, measured_max_heart_rate_bpm = 191, last_dashboard_access = 7,
        preferences = '{"weight_unit":"lb"}' WHERE id = 'ada';
      INSERT INTO cards VALUES ('0000000007', 'ada', 11);
      INSERT INTO straps VALUES ('4711', 'ada', 12);
      INSERT INTO membership_freezes VALUES ('ada', '2026-01-01', '2026-01-31');
      INSERT INTO gym_closures VALUES ('2026-12-24', '2026-12-26');
      INSERT INTO consents VALUES ('ada', 'community', 1, 3);`);
    expect(db.prepare('SELECT * FROM members').get()).toMatchObject({
      id: 'ada',
      member_number: '7',
      first_name: 'Ada',
      height_cm: 170,
      joined_at: 5,
      board_privacy: 'alias',
      last_dashboard_access: 7,
      preferences: '{"weight_unit":"lb"}',
      measured_max_heart_rate_bpm: 191,
    });
    const said = { said_by: 'kiosk-1', said_epoch: 0, said_seq: 0 };
    expect(db.prepare('SELECT * FROM cards').all()).toEqual([
      { code: '0000000007', user_id: 'ada', enrolled_at: 11, said_at: 11, ...said },
    ]);
    expect(db.prepare('SELECT * FROM straps').all()).toEqual([
      { sensor_id: '4711', user_id: 'ada', enrolled_at: 12, said_at: 12, ...said },
    ]);
    for (const table of ['membership_freezes', 'gym_closures', 'consents'])
      expect([table, db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 1]);
  });

  it('keeps readings, which of them were taken back, goals, and which of them were given up', () => {
    const db = migrated(`
      INSERT INTO progress_metrics VALUES ('r1', 'ada', 'body_weight', 80.5, 20, 'device', 'kg', NULL, '{"device":"scale"}',
        'session', 1, 2);
      INSERT INTO retracted_metrics VALUES ('r2', 'ada', 'body_weight', 8, 21, 'manual', 'kg', NULL, NULL, NULL, 1, 3, 'undone', 22);
      INSERT INTO goals VALUES ('g1', 'ada', 'body_weight', 76, 80.5, 82, '2026-01-01', '2026-06-01', 'adjusted', 1, 30, 31);
      INSERT INTO goal_adjustments VALUES ('a1', 'ada', 'g1', 'too_far', 74, '2026-05-01', 76, '2026-06-01', '2026-02-01');
      INSERT INTO facts VALUES (1, 1, 'f1', 'goal.ended', 1, 'ada', 29, 'UTC', '{"goal_id":"g0"}', '${'0'.repeat(64)}', '${'1'.repeat(64)}');`);
    expect(db.prepare('SELECT * FROM progress_metrics').all()).toEqual([
      {
        user_id: 'ada',
        id: 'r1',
        metric_type: 'body_weight',
        value: 80.5,
        recorded_at: 20,
        source: 'device',
        unit: 'kg',
        formula: null,
        inputs: '{"device":"scale"}',
        heart_rate_session_id: 'session',
      },
    ]);
    expect(db.prepare('SELECT * FROM retracted_metrics').all()).toEqual([
      { user_id: 'ada', id: 'r2', reason: 'undone', retracted_at: 22 },
    ]);
    expect(db.prepare('SELECT * FROM goals').get()).toMatchObject({
      user_id: 'ada',
      id: 'g1',
      target_value: 76,
      current_value: 80.5,
      status: 'adjusted',
      auto_adjust: 1,
      said_at: 31,
    });
    expect(db.prepare('SELECT goal_id, kind FROM goal_adjustments').all()).toEqual([
      { goal_id: 'g1', kind: 'too_far' },
    ]);
    expect(db.prepare('SELECT * FROM ended_goals').all()).toEqual([
      { user_id: 'ada', id: 'g0', ended_at: 29 },
    ]);
    db.exec('DELETE FROM goals');
    expect(db.prepare('SELECT count(*) FROM goal_adjustments').pluck().get()).toBe(0);
  });

  it('keeps sessions with their seconds, what members read and wished, refusals, and the tray', () => {
    const db = migrated(`
      INSERT INTO heart_rate_sessions VALUES ('s1', 'ada', '4711', 'stick', 40, 99, 'finished', '{}', 1, 5),
        ('s2', 'ada', '4711', 'stick', 120, NULL, NULL, NULL, 1, 9);
      INSERT INTO heart_rate_blocks VALUES ('s1', 40, x'7071'), ('s2', 120, x'72');
      INSERT INTO notifications VALUES ('ada', 'n1', 'goals', '{}', 's', 'send', 'shown', 50, 60, 55),
        ('ada', 'n2', 'goals', '{}', 's', 'send', 'shown', 51, 60, NULL);
      INSERT INTO notification_preferences VALUES ('ada', 'goals', 'email', 1, 52);
      INSERT INTO check_in_refusals VALUES (1, 6, 'ada', 61, 'expired', 'door', 'v1'), (1, 7, NULL, 62, 'unknown_card', 'door', NULL);
      INSERT INTO unclaimed_readings VALUES ('w1', 'scale', 80, NULL, '{"fat":20}', 63, 4);
      INSERT INTO unclaimed_reading_candidates VALUES ('w1', 'ada');
      INSERT INTO facts VALUES (1, 1, 'f1', 'reading.dismissed', 1, NULL, 64, 'UTC', '{"reading_id":"w0","because":"staff"}',
        '${'0'.repeat(64)}', '${'1'.repeat(64)}');`);
    expect(
      db.prepare('SELECT user_id, id, device, ended_at, fact_seq FROM heart_rate_sessions').all(),
    ).toEqual([
      { user_id: 'ada', id: 's1', device: 'stick', ended_at: 99, fact_seq: 5 },
      { user_id: 'ada', id: 's2', device: 'stick', ended_at: null, fact_seq: 9 },
    ]);
    expect(
      db
        .prepare('SELECT user_id, session_id, hex(bpm) AS bpm FROM heart_rate_blocks ORDER BY started_at')
        .all(),
    ).toEqual([
      { user_id: 'ada', session_id: 's1', bpm: '7071' },
      { user_id: 'ada', session_id: 's2', bpm: '72' },
    ]);
    expect(db.prepare('SELECT id FROM notifications ORDER BY id').pluck().all()).toEqual(['n1', 'n2']);
    expect(db.prepare('SELECT * FROM notification_reads').all()).toEqual([
      { user_id: 'ada', notification_id: 'n1', read_at: 55 },
    ]);
    expect(db.prepare('SELECT enabled, said_at, said_by FROM notification_preferences').all()).toEqual([
      { enabled: 1, said_at: 52, said_by: 'kiosk-1' },
    ]);
    expect(db.prepare('SELECT kiosk_id, fact_seq, user_id, visit_id FROM check_in_refusals').all()).toEqual([
      { kiosk_id: 'kiosk-1', fact_seq: 6, user_id: 'ada', visit_id: 'v1' },
      { kiosk_id: 'kiosk-1', fact_seq: 7, user_id: null, visit_id: null },
    ]);
    expect(db.prepare('SELECT id, fields, nights FROM unclaimed_readings').all()).toEqual([
      { id: 'w1', fields: '{"fat":20}', nights: 4 },
    ]);
    expect(db.prepare('SELECT count(*) FROM unclaimed_reading_candidates').pluck().get()).toBe(1);
    expect(db.prepare('SELECT * FROM settled_readings').all()).toEqual([{ id: 'w0', settled_at: 64 }]);
  });

  it('still forgets a review when any row that it was made from comes, changes or goes', () => {
    const db = migrated(`INSERT INTO classes VALUES ('spin', 'Spin', 'spin', 'Mo', 100, 45, 20, 3);`);
    const changes = [
      `INSERT INTO visits (user_id, id, checked_in_at, class_id) VALUES ('ada', 'v1', 90, 'spin')`,
      `UPDATE visits SET checked_in_at = 91`,
      `UPDATE classes SET name = 'Spin 45'`,
      `DELETE FROM visits`,
      `INSERT INTO progress_metrics (user_id, id, metric_type, value, recorded_at, source, unit)
        VALUES ('ada', 'r', 'body_weight', 80, 1, 'manual', 'kg')`,
      `UPDATE progress_metrics SET value = 81`,
      `DELETE FROM progress_metrics`,
      `INSERT INTO goals (user_id, id) VALUES ('ada', 'g')`,
      `UPDATE goals SET status = 'active'`,
      `INSERT INTO goal_adjustments VALUES ('a', 'ada', 'g', 'too_far', 1, '', 1, '', '')`,
      `DELETE FROM goals`,
      `INSERT INTO measured_maximums VALUES ('ada', 190)`,
      `UPDATE measured_maximums SET bpm = 191`,
      `INSERT INTO membership_freezes VALUES ('ada', '2026-01-01', '2026-01-02')`,
      `UPDATE users SET birth_date = '1990-01-01'`,
    ];
    for (const change of changes) {
      db.exec(`INSERT OR REPLACE INTO member_reviews (user_id, stamp, good_from, good_until, document, points)
        VALUES ('ada', '', 0, 9, '{}', x'')`);
      db.exec(change);
      expect([change, db.prepare('SELECT count(*) FROM member_reviews').pluck().get()]).toEqual([change, 0]);
    }
  });
});
