import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { installRelease } from '../../../../electron/launcher/install-release.ts';
import { EXIT_NOTHING_WHOLE, launch } from '../../../../electron/launcher/launch.ts';
import { readStarts } from '../../../../electron/launcher/starts.ts';
import type { VersionsFolder } from '../../../../electron/launcher/versions.ts';
import {
  emptyVersions,
  makeSignedRelease,
  temporaryFolder,
  TRUSTED,
} from '../../../support/launcher/release-fixture.ts';

let versions: VersionsFolder;
let stateFolder: string;
let dataDir: string;
let said: string[];

beforeEach(() => {
  versions = emptyVersions();
  stateFolder = temporaryFolder();
  dataDir = join(stateFolder, 'data');
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'kiosk.db'), 'rows of 1.2.0');
  writeFileSync(join(dataDir, 'kiosk.high-water'), '41');
  said = [];
});

async function install(version: string, program: string): Promise<void> {
  const { envelope, archive } = await makeSignedRelease(version, { program });
  const done = await installRelease({ versions, trusted: TRUSTED }, envelope, archive);
  expect(done.ok).toBe(true);
}

const start = (): Promise<number> =>
  launch({
    versions,
    trusted: TRUSTED,
    stateFolder,
    dataDir,
    program: 'training-club-kiosk',
    args: [dataDir],
    provenAfterMs: 0,
    say: (line) => said.push(line),
  });

/** Says that it is open, and ends once it has been seen to run. */
const GOOD = (version: string): string =>
  `echo "$0" >> "$1/ran"; echo '{"event":"open"}'; until grep -q '"proven":"${version}"' "$1/../starts.json"; do sleep 0.02; done; exit 7`;
const BAD = 'echo "$0" >> "$1/ran"; exit 9';

const ran = (): string[] =>
  readFileSync(join(dataDir, 'ran'), 'utf8')
    .trim()
    .split('\n')
    .map((path) => path.split('/').at(-2)!);

test('the version that is meant is started and, once it has been open, has proven itself', async () => {
  await install('1.2.0', GOOD('1.2.0'));
  expect(await start()).toBe(7);
  expect(readStarts(stateFolder)).toEqual({ proven: '1.2.0', trying: null, failed: [] });
  expect(said).toEqual([]);
});

test('a version that does not start three times makes way for the one before, and is never tried again', async () => {
  await install('1.2.0', GOOD('1.2.0'));
  await start();
  await install('1.3.0', BAD);
  for (let turn = 0; turn < 5; turn += 1) await start();
  expect(ran()).toEqual(['1.2.0', '1.3.0', '1.3.0', '1.3.0', '1.2.0', '1.2.0']);
  expect(readStarts(stateFolder)).toMatchObject({ proven: '1.2.0', failed: ['1.3.0'] });
  // A mended one is.
  await install('1.3.1', GOOD('1.3.1'));
  await start();
  expect(ran().at(-1)).toBe('1.3.1');
});

test('a store is copied before another version may change it, and put back when that version made way', async () => {
  const old = `if grep -q 1.3.0 "$1/kiosk.db"; then echo '{"event":"gave_up","code":"database_from_the_future"}'; exit 78; fi; ${GOOD('1.2.0')}`;
  await install('1.2.0', old);
  await start();
  await install('1.3.0', `echo 'rows of 1.3.0' > "$1/kiosk.db"; ${BAD}`);
  for (let turn = 0; turn < 3; turn += 1) await start();
  expect(readFileSync(join(dataDir, 'kiosk.db'), 'utf8')).toBe('rows of 1.3.0\n');
  // The old version sees what happened, gets its store back, and runs.
  expect(await start()).toBe(78);
  expect(await start()).toBe(7);
  expect(readFileSync(join(dataDir, 'kiosk.db'), 'utf8')).toBe('rows of 1.2.0');
  expect(readFileSync(join(dataDir, 'after-update', '1.3.0', 'kiosk.db'), 'utf8')).toBe('rows of 1.3.0\n');
  // It tells core that the log is shorter, so that no key is used twice.
  expect(readFileSync(join(dataDir, 'kiosk.high-water'), 'utf8')).toBe('41');
});

test('no byte of a version may change: archive, machine code, runtime, and nothing may be added', async () => {
  await install('1.2.0', GOOD('1.2.0'));
  await start();
  const spoils: ((folder: string) => void)[] = [
    (folder) => appendFileSync(join(folder, 'resources', 'app.asar'), ' '),
    (folder) => flipByte(join(folder, 'snapshot.bin'), 12_345),
    (folder) => flipByte(join(folder, 'training-club-kiosk'), 12),
    (folder) => rmSync(join(folder, 'resources', 'empty')),
    (folder) => writeFileSync(join(folder, 'resources', 'extra.node'), ''),
    (folder) => symlinkSync('/tmp', join(folder, 'resources', 'link')),
    (folder) => rmSync(join(folder, 'release.json')),
  ];
  for (const [index, spoil] of spoils.entries()) {
    const version = `1.3.${index}`;
    await install(version, BAD);
    spoil(versions.folderOf(version));
    expect(await start()).toBe(7);
    expect(said.at(-2)).toMatch(`${version} is not started:`);
    versions.remove(version);
  }
  flipByte(join(versions.folderOf('1.2.0'), 'snapshot.bin'), 1);
  expect(await start()).toBe(EXIT_NOTHING_WHOLE);
  expect(ran().every((version) => version === '1.2.0')).toBe(true);
});

test('starts.json full of rubbish, or gone, keeps no kiosk from starting', async () => {
  await install('1.2.0', GOOD('1.2.0'));
  for (const text of ['', '{', '[]', '{"proven":"../..","trying":null,"failed":[]}', 'null']) {
    writeFileSync(join(stateFolder, 'starts.json'), text);
    expect(await start()).toBe(7);
  }
  expect(existsSync(join(stateFolder, 'starts.json'))).toBe(true);
});

function flipByte(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at]! ^= 1;
  writeFileSync(path, bytes);
}
