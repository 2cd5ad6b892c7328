import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { linkApp } from '../../../scripts/set-up/electron-runtime.mjs';
import { openLog } from '../../../scripts/set-up/log-file.mjs';

function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'set-up-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a checkout that was copied runs its own code, whatever link it brought along', () => {
  const folder = temporaryFolder();
  const [first, copy] = [join(folder, 'first'), join(folder, 'elsewhere', 'copy')];
  const runtimeOf = (root: string): string => join(root, '.cache', 'electron');
  const app = (root: string): string => realpathSync(join(runtimeOf(root), 'resources', 'app'));
  mkdirSync(join(runtimeOf(first), 'resources'), { recursive: true });
  // As earlier set-ups left it.
  symlinkSync(first, join(runtimeOf(first), 'resources', 'app'));
  cpSync(first, copy, { recursive: true, verbatimSymlinks: true });
  expect(app(copy)).toBe(first);
  linkApp(runtimeOf(copy), copy);
  expect(app(copy)).toBe(copy);

  linkApp(runtimeOf(first), first);
  const second = join(folder, 'second');
  cpSync(first, second, { recursive: true, verbatimSymlinks: true });
  expect(app(second)).toBe(second);
  expect(readdirSync(join(runtimeOf(second), 'resources'))).toEqual(['app']);
});

test('a log goes on where it ended and never grows beyond two files', () => {
  const path = join(temporaryFolder(), 'logs', 'kiosk.log');
  const write = (from: number, to: number): void => {
    const log = openLog(path, 100);
    for (let line = from; line < to; line += 1) log.write(`line ${line}`);
    log.close();
  };
  write(0, 3);
  write(3, 5);
  expect(readFileSync(path, 'utf8')).toBe('line 0\nline 1\nline 2\nline 3\nline 4\n');
  write(5, 500);
  expect(readdirSync(join(path, '..')).toSorted()).toEqual(['kiosk.log', 'kiosk.log.1']);
  for (const name of [path, `${path}.1`]) expect(readFileSync(name, 'utf8').length).toBeLessThan(120);
  expect(`${readFileSync(`${path}.1`, 'utf8')}${readFileSync(path, 'utf8')}`).toMatch(
    /line 498\nline 499\n$/,
  );
});
