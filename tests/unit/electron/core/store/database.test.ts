import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase, write } from '../../../../../electron/core/store/database.ts';
import { addMember, openTestStore, temporaryDir } from '../../../../support/core/open-test-store.ts';

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe("a kiosk's database", () => {
  it('makes every commit durable, also after the first ones', () => {
    const { store } = openTestStore();
    addMember(store, 1);
    const pragma = (name: string): unknown => store.db.pragma(name, { simple: true });
    // 2 is FULL: with NORMAL, a power cut takes check-ins back that were confirmed on screen.
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('secure_delete')).toBe(1);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('trusted_schema')).toBe(0);
    expect(pragma('mmap_size')).toBe(0);
  });

  it('is readable by nobody but the kiosk', () => {
    const dataDir = join(temporaryDir(), 'data');
    const { store } = openTestStore(dataDir);
    addMember(store, 1);
    expect(modeOf(dataDir)).toBe(0o700);
    for (const file of ['kiosk.db', 'kiosk.db-wal', 'kiosk.db-shm', 'kiosk.high-water']) {
      expect([file, modeOf(join(dataDir, file))]).toEqual([file, 0o600]);
    }
  });

  it('leaves no trace of what was deleted', () => {
    const { store, dataDir } = openTestStore();
    addMember(store, 1, { lastName: 'Canarybird' });
    store.write((tx) => tx.prepare('DELETE FROM users').run());
    store.close();
    const db = openDatabase(join(dataDir, 'kiosk.db'), 0);
    const file = db.serialize().toString('latin1');
    db.close();
    expect(file).not.toContain('Canarybird');
  });

  it('stores all of a transaction or none of it', () => {
    const { store } = openTestStore();
    expect(() =>
      write(store.db, (tx) => {
        tx.prepare(`INSERT INTO central_pairings (central_url) VALUES ('a')`).run();
        throw new Error('half way');
      }),
    ).toThrow('half way');
    expect(store.db.prepare('SELECT * FROM central_pairings').all()).toEqual([]);
  });
});
