import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { checkIn } from '../../electron/core/check-in/check-in.ts';
import { enrolConfiguredMembers } from '../../electron/core/members/enrol-configured-members.ts';
import { takeStoreLock } from '../../electron/core/store/store-lock.ts';
import { openTestStore } from '../support/core/open-test-store.ts';

const REBUILD = join(import.meta.dirname, '..', '..', 'electron', 'core', 'rebuild.ts');

/** The folder of a kiosk at which twenty members checked in, and which was stopped. */
function stoppedKiosk(): string {
  const test = openTestStore();
  const { store, newId, dataDir, time } = test;
  const people = Array.from({ length: 20 }, (_, index) => String(1_000_000 + index));
  enrolConfiguredMembers(
    { store, newId, nowMs: store.nowMs },
    people.map((card, index) => ({
      member_number: String(index + 1),
      first_name: 'Ada',
      last_name: '',
      cards: [card],
      freezes: [],
    })),
  );
  for (const code of people) checkIn(test, { code, device: 'door', atMs: time.nowMs() }, () => undefined);
  store.close();
  return dataDir;
}

function rebuild(dataDir: string) {
  const env = { ...process.env, KIOSK_DATA_DIR: dataDir };
  const { status, stdout, stderr } = spawnSync(process.execPath, [REBUILD], { env, encoding: 'utf8' });
  return {
    status,
    lines: stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown),
    stderr,
  };
}

function visitsIn(path: string): unknown {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare('SELECT count(*) FROM visits').pluck().get();
  } finally {
    db.close();
  }
}

describe('a kiosk whose rows were damaged', () => {
  it('gets them back from its facts, says so, and keeps a copy of what it was', () => {
    const dataDir = stoppedKiosk();
    const db = new Database(join(dataDir, 'kiosk.db'));
    db.exec('DELETE FROM visits');
    db.close();
    const { status, lines } = rebuild(dataDir);
    expect(status).toBe(0);
    expect(lines).toEqual([
      { event: 'rows_rebuilt', facts_replayed: 60, rows_added: 20, rows_mended: 0, rows_removed: 0 },
    ]);
    expect(visitsIn(join(dataDir, 'kiosk.db'))).toBe(20);
    expect(visitsIn(join(dataDir, 'kiosk.db.before-rebuild'))).toBe(0);
    expect(rebuild(dataDir).lines).toMatchObject([{ rows_added: 0, rows_mended: 0, rows_removed: 0 }]);
  });

  it('is left alone while it runs, and one that is not there is not made', () => {
    const dataDir = stoppedKiosk();
    const lock = takeStoreLock(dataDir);
    expect(rebuild(dataDir)).toMatchObject({ status: 80, lines: [] });
    lock?.release();
    expect(rebuild(join(dataDir, 'nowhere'))).toMatchObject({ status: 1, lines: [] });
  });
});
