import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DirectoryLocked, lockDirectory } from '../../../../central/store/directory-lock.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'central-lock-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Far above any process id a system hands out. */
const NO_SUCH_PROCESS = 2 ** 30;
const leave = (owner: string): void => writeFileSync(join(directory, `central.lock.${owner}`), '');

test('a folder has one owner at a time', async () => {
  const lock = await lockDirectory(directory);
  await expect(lockDirectory(directory)).rejects.toBeInstanceOf(DirectoryLocked);
  await lock.release();
  const next = await lockDirectory(directory);
  await next.release();
  expect(readdirSync(directory)).toEqual([]);
});

test.each([
  ['a process that is gone', `${NO_SUCH_PROCESS}.unknown.x.1`],
  ['an earlier process with our id, as containers give', `${process.pid}.unknown.earlier.1`],
  ['a process whose id was given to another since', `${process.ppid}.earlier-boot-1.x.1`],
])('a lock left by %s is taken over', async (_name, owner) => {
  leave(owner);
  const lock = await lockDirectory(directory);
  expect(readdirSync(directory)).toHaveLength(1);
  await lock.release();
  expect(readdirSync(directory)).toEqual([]);
});

test('a lock of a process that runs is respected, even where its start is not known', async () => {
  leave(`${process.ppid}.unknown.x.1`);
  await expect(lockDirectory(directory)).rejects.toBeInstanceOf(DirectoryLocked);
  expect(readdirSync(directory)).toHaveLength(1);
});

test('of many who find a stale lock together at most one gets the folder, and it is free afterwards', async () => {
  for (let round = 0; round < 25; round += 1) {
    leave(`${NO_SUCH_PROCESS}.unknown.x.${round}`);
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => lockDirectory(directory)));
    const owners = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(owners.length).toBeLessThanOrEqual(1);
    await Promise.all(owners.map(({ value }) => value.release()));
  }
  const lock = await lockDirectory(directory);
  await lock.release();
});
