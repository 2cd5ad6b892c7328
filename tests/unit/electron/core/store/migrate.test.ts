import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../electron/core/store/database.ts';
import {
  DatabaseFromTheFuture,
  migrate,
  MigrationChanged,
  type Migration,
} from '../../../../../electron/core/store/migrate.ts';
import { migrations } from '../../../../../electron/core/store/migrations/all-migrations.ts';
import { temporaryDir } from '../../../../support/core/open-test-store.ts';

const tags: Migration = { version: 10, name: 'tags', sql: 'CREATE TABLE tags (code TEXT) STRICT' };
const colours: Migration = {
  version: 20,
  name: 'colours',
  sql: `ALTER TABLE tags ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'`,
};

function openFile(path = join(temporaryDir(), 'kiosk.db')): Database.Database & { path: string } {
  const db = new Database(path);
  onTestFinished(() => void db.close());
  return Object.assign(db, { path });
}

const versions = (db: Database.Database): number[] =>
  (db.prepare('SELECT version FROM schema_migrations ORDER BY version').all() as { version: number }[]).map(
    ({ version }) => version,
  );
const hashOfFile = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Opens a file that a version with one more migration wrote. */
function fileFromTheFuture(journalMode: 'wal' | 'delete'): string {
  const path = join(temporaryDir(), 'kiosk.db');
  const db = new Database(path);
  db.pragma(`journal_mode = ${journalMode}`);
  migrate(db, path, [...migrations, { version: 9_990, name: 'later', sql: 'CREATE TABLE later (a) ' }], 1);
  db.close();
  return path;
}

describe('bringing the schema up to date', () => {
  it('takes an older file to the newest schema and keeps its rows', () => {
    const db = openFile();
    migrate(db, db.path, [tags], 1);
    db.prepare(`INSERT INTO tags VALUES ('0008075634')`).run();
    migrate(db, db.path, [tags, colours], 2);
    expect(db.prepare('SELECT * FROM tags').all()).toEqual([{ code: '0008075634', colour: 'blue' }]);
    expect(versions(db)).toEqual([10, 20]);
  });

  it('keeps a copy of the file as it was, for nobody else to read', () => {
    const db = openFile();
    migrate(db, db.path, [tags], 1);
    db.prepare(`INSERT INTO tags VALUES ('0008075634')`).run();
    migrate(db, db.path, [tags, colours], 2);
    const copy = openFile(`${db.path}.before-20`);
    expect(copy.prepare('SELECT * FROM tags').all()).toEqual([{ code: '0008075634' }]);
    expect(versions(copy)).toEqual([10]);
    expect(statSync(copy.path).mode & 0o777).toBe(0o600);
  });

  it('copies nothing when the file is new or up to date', () => {
    const db = openFile();
    migrate(db, db.path, [tags, colours], 1);
    migrate(db, db.path, [tags, colours], 2);
    expect(readdirSync(join(db.path, '..'))).toEqual(['kiosk.db']);
  });

  it('starts over where an attempt was cut off after its copy', () => {
    const db = openFile();
    migrate(db, db.path, [tags], 1);
    writeFileSync(`${db.path}.before-20`, 'half a copy');
    writeFileSync(`${db.path}.before-20.unfinished`, 'half a copy');
    migrate(db, db.path, [tags, colours], 2);
    expect(versions(db)).toEqual([10, 20]);
    expect(versions(openFile(`${db.path}.before-20`))).toEqual([10]);
    expect(existsSync(`${db.path}.before-20.unfinished`)).toBe(false);
  });

  it('changes nothing at all when one of several steps fails', () => {
    const db = openFile();
    migrate(db, db.path, [tags], 1);
    const broken: Migration = { version: 30, name: 'broken', sql: 'CREATE TABLE fine (a); CREATE TABLE ;' };
    expect(() => migrate(db, db.path, [tags, colours, broken], 2)).toThrow(Database.SqliteError);
    expect(versions(db)).toEqual([10]);
    expect(db.prepare(`SELECT name FROM pragma_table_info('tags')`).all()).toEqual([{ name: 'code' }]);
  });

  it('refuses a step that leaves rows without their parent', () => {
    const db = openFile();
    const family: Migration = {
      version: 10,
      name: 'family',
      sql: `CREATE TABLE parents (id TEXT PRIMARY KEY); CREATE TABLE children (parent TEXT REFERENCES parents (id));
        INSERT INTO children VALUES ('nobody')`,
    };
    expect(() => migrate(db, db.path, [family], 1)).toThrow();
    expect(db.prepare(`SELECT name FROM sqlite_schema WHERE name = 'children'`).all()).toEqual([]);
  });

  it('refuses migrations that are out of order', () => {
    const db = openFile();
    expect(() => migrate(db, db.path, [colours, tags], 1)).toThrow();
  });

  it('refuses a step whose text was changed after it ran', () => {
    const db = openFile();
    migrate(db, db.path, [tags], 1);
    const reworded = { ...tags, sql: `${tags.sql} ` };
    expect(() => migrate(db, db.path, [reworded], 2)).toThrow(MigrationChanged);
  });
});

describe('a file that a newer version wrote', () => {
  for (const journalMode of ['wal', 'delete'] as const) {
    it(`is refused and stays the same to the byte (journal mode ${journalMode})`, () => {
      const path = fileFromTheFuture(journalMode);
      const before = hashOfFile(path);
      expect(() => openDatabase(path, 2)).toThrow(DatabaseFromTheFuture);
      expect(hashOfFile(path)).toBe(before);
      expect(readdirSync(join(path, '..'))).toEqual(['kiosk.db']);
    });
  }
});
