import {
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkChain } from '../../../../../electron/core/store/fact-log.ts';
import { StorageFailed, type Store } from '../../../../../electron/core/store/store.ts';
import { savePairing } from '../../../../../electron/core/store/tables/central-pairings.ts';
import { listEpochs } from '../../../../../electron/core/store/tables/facts.ts';
import { NOON, openTestStore, temporaryDir } from '../../../../support/core/open-test-store.ts';

function append(store: Store, facts: number): void {
  for (let index = 0; index < facts; index += 1) {
    store.write((tx) =>
      store.facts.append(tx, { kind: 'dashboard.opened', memberId: null, happenedAtMs: NOON, payload: {} }),
    );
  }
}

const headOf = (store: Store): unknown =>
  store.db.prepare('SELECT epoch, max(seq) AS seq FROM facts GROUP BY epoch ORDER BY epoch DESC').get();

describe('who a kiosk is', () => {
  it('stays the same when it is started again', () => {
    const { store, dataDir } = openTestStore();
    append(store, 2);
    const { identity } = store;
    store.close();
    const { store: again, log } = openTestStore(dataDir);
    expect(again.identity).toEqual(identity);
    append(again, 1);
    expect(headOf(again)).toEqual({ epoch: 1, seq: 3 });
    expect(log.entries).toEqual([]);
  });

  it('stays the same when the process before was killed without closing', () => {
    const dataDir = temporaryDir();
    const { store } = openTestStore(dataDir);
    append(store, 2);
    const copy = temporaryDir();
    for (const file of ['kiosk.db', 'kiosk.db-wal', 'kiosk.high-water']) {
      copyFileSync(join(dataDir, file), join(copy, file));
    }
    const { store: again } = openTestStore(copy);
    expect(again.identity).toEqual(store.identity);
    expect(headOf(again)).toEqual({ epoch: 1, seq: 2 });
  });

  it('never uses an epoch again when even the database is gone', () => {
    const { store, dataDir } = openTestStore();
    append(store, 2);
    store.close();
    rmSync(join(dataDir, 'kiosk.db'));
    expect(openTestStore(dataDir).store.identity.epoch).toBe(2);
  });
});

describe('a log that is shorter than the kiosk remembers', () => {
  it('opens a new epoch when an older copy of the file was put back', () => {
    const { store, dataDir } = openTestStore();
    append(store, 2);
    store.close();
    const older = join(temporaryDir(), 'older.db');
    copyFileSync(join(dataDir, 'kiosk.db'), older);
    const { store: second } = openTestStore(dataDir);
    append(second, 3);
    second.close();
    copyFileSync(older, join(dataDir, 'kiosk.db'));

    const { store: third, log } = openTestStore(dataDir);
    expect(third.identity).toEqual({ ...store.identity, epoch: 2 });
    expect(log.entries.map(({ level, fields }) => [level, fields])).toEqual([
      ['error', { remembered: { epoch: 1, seq: 5 }, headSeq: 2, epoch: 2 }],
    ]);
    append(third, 1);
    expect(headOf(third)).toEqual({ epoch: 2, seq: 1 });
    expect(checkChain(third.db, third.identity)).toEqual({ ok: true, facts: 3 });
  });

  it('opens a new epoch when the write-ahead log was cut off', () => {
    const { store, dataDir } = openTestStore();
    append(store, 4);
    const copy = temporaryDir();
    for (const file of ['kiosk.db', 'kiosk.db-wal', 'kiosk.high-water']) {
      copyFileSync(join(dataDir, file), join(copy, file));
    }
    const wal = join(copy, 'kiosk.db-wal');
    truncateSync(wal, statSync(wal).size - 4_096);
    const { store: cut } = openTestStore(copy);
    expect(headOf(cut)).toEqual({ epoch: 1, seq: 3 });
    expect(cut.identity.epoch).toBe(2);
  });

  it('opens a new epoch when facts were deleted', () => {
    const { store, dataDir } = openTestStore();
    append(store, 3);
    store.db.exec('DELETE FROM outbox; DELETE FROM facts WHERE seq = 3');
    store.close();
    expect(openTestStore(dataDir).store.identity.epoch).toBe(2);
  });

  it('keeps the new epoch from then on', () => {
    const { store, dataDir } = openTestStore();
    append(store, 3);
    store.db.exec('DELETE FROM outbox; DELETE FROM facts');
    store.close();
    openTestStore(dataDir).store.close();
    const { store: third } = openTestStore(dataDir);
    expect(third.identity.epoch).toBe(2);
    append(third, 1);
    expect(listEpochs(third.db)).toEqual([2]);
  });

  it('believes a log that is longer than remembered, as after a power cut', () => {
    const { store, dataDir } = openTestStore();
    append(store, 3);
    store.close();
    writeFileSync(join(dataDir, 'kiosk.high-water'), `${'1 1'.padEnd(31)}\n`);
    expect(openTestStore(dataDir).store.identity.epoch).toBe(1);
  });

  for (const content of ['', 'rubbish', '\0'.repeat(32)]) {
    it(`goes on with what it has when the memory reads ${JSON.stringify(content.slice(0, 8))}`, () => {
      const { store, dataDir } = openTestStore();
      append(store, 1);
      store.close();
      writeFileSync(join(dataDir, 'kiosk.high-water'), content);
      const { store: again } = openTestStore(dataDir);
      append(again, 1);
      again.close();
      expect(readFileSync(join(dataDir, 'kiosk.high-water'), 'latin1')).toBe(`${'1 2'.padEnd(31)}\n`);
      expect(again.identity.epoch).toBe(1);
    });
  }
});

describe('a disk that takes no more', () => {
  const fill = (store: Store): void => {
    store.db.pragma(`max_page_count = ${String(store.db.pragma('page_count', { simple: true }))}`);
  };
  const writeMuch = (store: Store): void =>
    store.write((tx) => {
      store.facts.append(tx, { kind: 'dashboard.opened', memberId: null, happenedAtMs: NOON, payload: {} });
      for (let row = 0; row < 500; row += 1) savePairing(tx, `https://central-${row}.example`);
    });

  it('stores nothing and says which failure it was', () => {
    const { store } = openTestStore();
    append(store, 1);
    fill(store);
    let failure: unknown;
    try {
      writeMuch(store);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(StorageFailed);
    expect(failure).toMatchObject({ code: 'disk_full', cause: { code: 'SQLITE_FULL' } });
    expect(headOf(store)).toEqual({ epoch: 1, seq: 1 });
    expect(store.db.prepare('SELECT * FROM central_pairings').all()).toEqual([]);
    expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('counts as failing until a write succeeds', () => {
    const { store } = openTestStore();
    expect(store.isFailing()).toBe(false);
    fill(store);
    expect(() => writeMuch(store)).toThrow(StorageFailed);
    expect(store.isFailing()).toBe(true);
    store.db.pragma('max_page_count = 1000000');
    writeMuch(store);
    expect(store.isFailing()).toBe(false);
    expect(headOf(store)).toEqual({ epoch: 1, seq: 1 });
  });

  it('counts a file that may not be written any more as a broken disk', () => {
    const { store } = openTestStore();
    store.db.pragma('query_only = ON');
    expect(() => append(store, 1)).toThrow(expect.objectContaining({ code: 'io_error' }));
    store.db.pragma('query_only = OFF');
    append(store, 1);
    expect(headOf(store)).toEqual({ epoch: 1, seq: 1 });
  });

  it("passes the product's own mistakes on as they are", () => {
    const { store } = openTestStore();
    expect(() => store.write((tx) => tx.prepare(`INSERT INTO visits (user_id) VALUES ('x')`).run())).toThrow(
      expect.objectContaining({ code: 'SQLITE_CONSTRAINT_NOTNULL' }),
    );
    expect(store.isFailing()).toBe(false);
  });

  it('leaves no log behind when it is closed', () => {
    const { store, dataDir } = openTestStore();
    append(store, 1);
    store.close();
    expect(existsSync(join(dataDir, 'kiosk.db-wal'))).toBe(false);
  });
});
