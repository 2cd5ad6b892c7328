import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../electron/core/store/migrate.ts';
import { temporaryDir } from '../support/core/open-test-store.ts';

const MIGRATE_AND_DIE = fileURLToPath(new URL('../support/core/migrate-and-die.ts', import.meta.url));
const NEVER = 'never';
const TAGS = 10_000;

/** A folder with a kiosk.db at schema 10 that holds some tags. */
function oldFile(): string {
  const folder = temporaryDir();
  const db = new Database(join(folder, 'kiosk.db'));
  db.pragma('journal_mode = WAL');
  migrate(db, db.name, [{ version: 10, name: 'tags', sql: 'CREATE TABLE tags (code TEXT) STRICT' }], 1);
  db.exec(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${TAGS}) INSERT INTO tags SELECT 'tag-' || i FROM n`,
  );
  db.close();
  return folder;
}

const attempt = (folder: string, step: string): string | number | null => {
  const { signal, status } = spawnSync(process.execPath, [MIGRATE_AND_DIE, folder, step]);
  return signal ?? status;
};

function look(path: string) {
  const db = new Database(path);
  const versions = db.prepare('SELECT version FROM schema_migrations ORDER BY version').pluck().all();
  const columns = db.prepare(`SELECT name FROM pragma_table_info('tags')`).pluck().all();
  const sizes = db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'sizes'`).pluck().get();
  const tags = db.prepare('SELECT count(*) FROM tags').pluck().get();
  const integrity = db.pragma('integrity_check', { simple: true });
  db.close();
  return { versions, columns, sizes, tags, integrity };
}

const OLD = { versions: [10], columns: ['code'], sizes: 0, tags: TAGS, integrity: 'ok' };
const NEW = { versions: [10, 20, 30], columns: ['code', 'colour'], sizes: 1, tags: TAGS, integrity: 'ok' };

describe('a migration that is killed', () => {
  for (const step of [0, 1, 2, 3, 4, 5]) {
    it(`leaves the old schema when it dies at statement ${step}, and gets through the next time`, () => {
      const folder = oldFile();
      expect(attempt(folder, String(step))).toBe('SIGKILL');
      expect(look(join(folder, 'kiosk.db'))).toEqual(OLD);
      expect(look(join(folder, 'kiosk.db.before-20'))).toEqual(OLD);
      expect(attempt(folder, NEVER)).toBe(0);
      expect(look(join(folder, 'kiosk.db'))).toEqual(NEW);
      expect(look(join(folder, 'kiosk.db.before-20'))).toEqual(OLD);
    });
  }

  it('leaves the new schema when it dies after the last statement', () => {
    const folder = oldFile();
    expect(attempt(folder, '6')).toBe('SIGKILL');
    expect(look(join(folder, 'kiosk.db'))).toEqual(NEW);
  });
});
