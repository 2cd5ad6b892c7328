import { existsSync, globSync, lstatSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { waitFor } from '../support/wait-for.ts';
import { gymConfig } from './support/gym-config.ts';
import { childrenOf, packBuiltApp, readArchive, readFuses, startPackage } from './support/packed-app.ts';

let folder: string;
let bill: { components: { name: string; licenses: object[] }[] };
let executable: string;

test.beforeAll(async () => {
  const packed = await packBuiltApp();
  folder = packed.folder;
  bill = packed.bill as typeof bill;
  executable = join(folder, 'training-club-kiosk');
});

// A third of a gigabyte.
test.afterAll(() => rmSync(dirname(folder), { recursive: true }));

/** Names that change with their content, without what changes. */
const stable = (path: string): string =>
  path.replace(/^(out\/renderer\/assets\/|out\/main\/chunks\/).*$/, '$1*');

test('the archive holds what runs, and nothing else', () => {
  const paths = new Set(readArchive(join(folder, 'resources', 'app.asar')).map(({ path }) => stable(path)));
  const golden = readFileSync(join(import.meta.dirname, 'support', 'archive-contents.txt'), 'utf8');
  expect([...paths].toSorted()).toEqual(golden.trim().split('\n'));
});

test('a package leads nowhere: it holds no link, and no path of the machine that made it', () => {
  const files = globSync('**/*', { cwd: folder }).map((path) => join(folder, path));
  expect(files.filter((path) => lstatSync(path).isSymbolicLink())).toEqual([]);
  const ours = files.filter((path) => /\.(?:asar|cjs|json|txt)$/.test(path) && lstatSync(path).isFile());
  const root = join(import.meta.dirname, '..', '..');
  expect(ours.filter((path) => readFileSync(path).includes(root))).toEqual([]);
});

test('every fuse that would make another program of the kiosk is blown', () => {
  // runAsNode, cookie encryption, NODE_OPTIONS, --inspect, archive integrity, only from the archive, own snapshot,
  // and from Electron 29 on more rights for file://.
  expect(readFuses(executable)).toMatch(/^0100110(0.*)?$/);
});

test('what a package is made of stands beside it, each part with its licence', () => {
  const names = bill.components.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['react', 'better-sqlite3', 'electron', 'zod', 'apexcharts']));
  expect(names).toContain('@fontsource-variable/inter');
  expect(bill.components.filter(({ licenses }) => licenses.length === 0)).toEqual([]);
  expect(readFileSync(join(folder, 'resources', 'third-party-licences.txt'), 'utf8')).toContain(
    'better-sqlite3',
  );
});

test('a packed kiosk opens its store and its window as an ordinary account, every page in the sandbox', async () => {
  const kiosk = startPackage(executable, { config: gymConfig('/nonexistent/tty') });
  try {
    const seen = (event: string): boolean => kiosk.events.some((entry) => entry['event'] === event);
    await waitFor(() => {
      if (kiosk.process.exitCode !== null || kiosk.process.signalCode !== null)
        throw new Error(`it ended: ${kiosk.errors.join(' | ')}`);
      return seen('open') && seen('ready');
    }, 'the packed kiosk to be open');
    expect(existsSync(join(kiosk.dataDir, 'kiosk.db'))).toBe(true);
    const renderer = childrenOf(kiosk.process.pid!).find(({ command }) =>
      command.includes('--type=renderer'),
    );
    const status = readFileSync(`/proc/${renderer!.pid}/status`, 'utf8');
    const field = (name: string): string => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? '';
    expect({ rights: field('CapEff'), gains: field('NoNewPrivs'), filter: field('Seccomp') }).toEqual({
      rights: '0000000000000000',
      gains: '1',
      filter: '2',
    });
    for (const space of ['net', 'pid', 'user'])
      expect(readlinkSync(`/proc/${renderer!.pid}/ns/${space}`)).not.toBe(
        readlinkSync(`/proc/${kiosk.process.pid}/ns/${space}`),
      );
    expect(childrenOf(kiosk.process.pid!).filter(({ command }) => command.includes('--no-sandbox'))).toEqual(
      [],
    );
  } finally {
    kiosk.process.kill('SIGTERM');
  }
  expect(await kiosk.ended).toBe(0);
});

test('a package around another Electron than the pinned one says that it is for trying out', async () => {
  const { kind } = JSON.parse(readFileSync(join(folder, 'resources', 'package-kind.json'), 'utf8')) as {
    kind: string;
  };
  const kiosk = startPackage(executable);
  await waitFor(() => kiosk.events.some(({ event }) => event === 'open'), 'its window');
  kiosk.process.kill('SIGTERM');
  await kiosk.ended;
  expect(kiosk.events[0]).toMatchObject({ event: 'starting', package: kind });
  expect(kiosk.errors.some((line) => line.startsWith('TEST PACKAGE'))).toBe(kind === 'test');
});

/** One of each kind; all of them are in the unit test of `allowed-switches.ts`. */
const SWITCHES = ['--remote-debugging-port=9222', '--inspect=9229', '--no-sandbox', 'file:///etc/passwd'];

test('a switch that is not known ends the start with one line, before a store, a window or a debugger is there', async () => {
  for (const argument of SWITCHES) {
    const kiosk = startPackage(executable, { args: [argument] });
    expect(await kiosk.ended).toBe(78);
    expect(kiosk.events).toEqual([]);
    expect(kiosk.errors.filter((line) => line.startsWith('bad_switch: '))).toHaveLength(1);
    expect(kiosk.errors.join(' ')).not.toMatch(/DevTools listening|Debugger listening/);
  }
});
