import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { statement, type CentralDatabase } from '../../../../central/store/database.ts';
import { migrate, SchemaMismatch, type Migration } from '../../../../central/store/migrate.ts';
import { ALL_MIGRATIONS } from '../../../../central/store/migrations/all-migrations.ts';
import { openPgliteDatabase } from '../../../../central/store/pglite-database.ts';
import { createPgliteFolder } from '../../../support/central/pglite-folder.ts';
import { createKeptLog } from '../../../support/central/test-central.ts';

const directory = await createPgliteFolder();
const { log, lines } = createKeptLog();
let database: CentralDatabase;

beforeAll(async () => {
  database = await openPgliteDatabase({ directory, log });
});
afterAll(async () => {
  await database.close();
  rmSync(directory, { recursive: true, force: true });
});

const step = (id: number, sql: string): Migration => ({ id, name: `step-${id}`, sql });
const FIRST = step(10, 'create table lockers (gym_id text primary key)');

async function tables(): Promise<string[]> {
  const rows = await database.query(
    statement<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    ),
  );
  return rows.map(({ name }) => name);
}

test('the embedded storage says at the start what it does not promise', () => {
  expect(lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
});

test('a step that fails leaves nothing of itself or of the steps before it', async () => {
  const broken = [FIRST, step(20, 'create table towels (gym_id text); select no_such_thing()')];
  await expect(migrate(database, broken, 0)).rejects.toThrow();
  expect(await tables()).toEqual([]);
});

test('every step is applied once, in order', async () => {
  await migrate(database, [FIRST], 1);
  await migrate(database, [FIRST, step(20, 'alter table lockers add column size integer')], 2);
  await migrate(database, [FIRST, step(20, 'alter table lockers add column size integer')], 3);
  const ledger = await database.query(
    statement('select id, applied_at_ms from schema_migrations order by id'),
  );
  expect(ledger).toEqual([
    { id: 10, applied_at_ms: 1 },
    { id: 20, applied_at_ms: 2 },
  ]);
});

test('a step that was changed after it was applied, and one this program does not know, stop the start', async () => {
  await expect(migrate(database, [step(10, 'create table cages ()')], 0)).rejects.toBeInstanceOf(
    SchemaMismatch,
  );
  await expect(migrate(database, [FIRST], 0)).rejects.toBeInstanceOf(SchemaMismatch);
});

test('the released steps are numbered in tens and rising', () => {
  const ids = ALL_MIGRATIONS.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort((left, right) => left - right));
  expect(ids.filter((id) => id % 10 !== 0)).toEqual([]);
});
