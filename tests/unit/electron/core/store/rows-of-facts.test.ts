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
    expect(db.prepare('SELECT * FROM visits ORDER BY id').all()).toEqual([
      { user_id: 'ada', id: 'v1', checked_in_at: 90, class_id: 'spin' },
      { user_id: 'ada', id: 'v2', checked_in_at: 700, class_id: null },
    ]);
    expect(db.prepare('SELECT * FROM visit_ends').all()).toEqual([
      { user_id: 'ada', visit_id: 'v1', ended_at: 150, known_by: 'class' },
    ]);
  });

  it('still forgets a review when a visit comes or goes, or the class of one changes', () => {
    const db = migrated(`INSERT INTO classes VALUES ('spin', 'Spin', 'spin', 'Mo', 100, 45, 20, 3);`);
    const changes = [
      `INSERT INTO visits VALUES ('ada', 'v1', 90, 'spin')`,
      `UPDATE visits SET checked_in_at = 91`,
      `UPDATE classes SET name = 'Spin 45'`,
      `DELETE FROM visits`,
    ];
    for (const change of changes) {
      db.exec(`INSERT OR REPLACE INTO member_reviews (user_id, stamp, good_from, good_until, document, points)
        VALUES ('ada', '', 0, 9, '{}', x'')`);
      db.exec(change);
      expect([change, db.prepare('SELECT count(*) FROM member_reviews').pluck().get()]).toEqual([change, 0]);
    }
  });
});
