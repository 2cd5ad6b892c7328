import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { installRelease } from '../../../../electron/launcher/install-release.ts';
import { INBOX, installWanted } from '../../../../electron/launcher/install-wanted.ts';
import { turnOf } from '../../../../electron/launcher/open-release.ts';
import { writeStarts } from '../../../../electron/launcher/starts.ts';
import { verifyVersion } from '../../../../electron/launcher/verify-version.ts';
import type { VersionsFolder } from '../../../../electron/launcher/versions.ts';
import type { Envelope, Release } from '../../../../shared/contract/release.ts';
import {
  emptyVersions,
  makeSignedRelease,
  PUBLISHED_MS,
  SIGNERS,
  temporaryFolder,
  TRUSTED,
  type MadeRelease,
} from '../../../support/launcher/release-fixture.ts';
import { makeSigningKey, signEnvelope } from '../../../../scripts/dist/release.mjs';

let versions: VersionsFolder;
let stateFolder: string;
const said: string[] = [];

const installed = emptyVersions();

/** A kiosk on 1.2.0, signed and whole. */
beforeAll(async () => {
  const { envelope, archive } = await makeSignedRelease('1.2.0');
  await installRelease({ versions: installed, trusted: TRUSTED }, envelope, archive);
});

beforeEach(() => {
  said.length = 0;
  versions = emptyVersions();
  stateFolder = temporaryFolder();
  cpSync(installed.root, versions.root, { recursive: true, verbatimSymlinks: true });
});

/** Leaves an update in the inbox and lets root install it. @returns what root said */
async function offer(update: {
  envelope: string;
  archive: string;
  name: string;
  spoil?: (path: string) => void;
}): Promise<unknown> {
  const inbox = join(stateFolder, INBOX);
  mkdirSync(inbox, { recursive: true });
  writeFileSync(join(inbox, 'release.json'), update.envelope);
  if (/^\w[\w.-]*$/.test(update.name)) copyFileSync(update.archive, join(inbox, update.name));
  update.spoil?.(join(inbox, update.name));
  return install();
}

async function install(nowMs = PUBLISHED_MS + 1_000): Promise<unknown> {
  await installWanted({
    versions,
    trusted: TRUSTED,
    stateFolder,
    say: (line) => said.push(line),
    nowMs: () => nowMs,
    platform: 'linux-x64',
  });
  return JSON.parse(said.at(-1)!.replace('update: ', ''));
}

const nameOf = ({ release }: MadeRelease): string => release.archive.name;

function expectFormerVersionStarts(): void {
  expect(versions.current()).toBe('1.2.0');
  expect(verifyVersion(versions.folderOf('1.2.0'), TRUSTED).ok).toBe(true);
  expect(readdirSync(versions.root).toSorted()).toEqual(['current', 'last-install.json', 'versions']);
}

test('a good update is installed, and is what it was signed to be', async () => {
  const update = await makeSignedRelease('1.3.0');
  expect(await offer({ ...update, name: nameOf(update) })).toEqual({ installed: '1.3.0' });
  expect(versions.current()).toBe('1.3.0');
  expect(versions.all()).toEqual(['1.3.0', '1.2.0']);
  expect(verifyVersion(versions.folderOf('1.3.0'), TRUSTED)).toMatchObject({ ok: true });
});

const envelopeOf = (made: MadeRelease): Envelope => JSON.parse(made.envelope) as Envelope;
const stranger = makeSigningKey();

/** What is wrong with an envelope → what root says. */
const BAD_ENVELOPES: Record<string, [() => Promise<{ envelope: string; archive: string }>, string]> = {
  'no signature': [() => makeSignedRelease('1.3.0', { signers: [] }), 'not_signed'],
  'one signature of two': [() => makeSignedRelease('1.3.0', { signers: [SIGNERS[2]] }), 'not_signed'],
  'one key that signs twice': [
    async () => {
      const made = await makeSignedRelease('1.3.0', { signers: [SIGNERS[0]] });
      const envelope = envelopeOf(made);
      return {
        ...made,
        envelope: JSON.stringify({
          ...envelope,
          signatures: [...envelope.signatures, ...envelope.signatures],
        }),
      };
    },
    'not_signed',
  ],
  'a stranger’s signature beside a good one': [
    () => makeSignedRelease('1.3.0', { signers: [SIGNERS[0], stranger] }),
    'not_signed',
  ],
  'a stranger’s signature under a trusted name': [
    async () => {
      const made = await makeSignedRelease('1.3.0', { signers: [SIGNERS[0]] });
      const forged = signEnvelope(envelopeOf(made), { ...stranger, keyid: SIGNERS[1].keyid });
      return { ...made, envelope: JSON.stringify(forged) };
    },
    'not_signed',
  ],
  'a payload that was changed after it was signed': [
    async () => {
      const made = await makeSignedRelease('1.3.0');
      const payload = Buffer.from(JSON.stringify({ ...made.release, version: '9.9.9' })).toString('base64');
      return { ...made, envelope: JSON.stringify({ ...envelopeOf(made), payload }) };
    },
    'not_signed',
  ],
  'signatures over another type of text': [
    async () => {
      const made = await makeSignedRelease('1.3.0');
      return { ...made, envelope: made.envelope.replace('release+json', 'letter+json') };
    },
    'unreadable',
  ],
  'no JSON': [
    async () => ({ ...(await makeSignedRelease('1.3.0')), envelope: '<html>Welcome to WiFi</html>' }),
    'unreadable',
  ],
};

test.each(Object.entries(BAD_ENVELOPES))('refused: %s', async (_what, [make, code]) => {
  const update = await make();
  expect(await offer({ ...update, name: 'training-club-kiosk-1.3.0.zst' })).toMatchObject({ refused: code });
  expectFormerVersionStarts();
});

const withPath =
  (path: string) =>
  (release: Release): unknown => ({
    ...release,
    files: release.files.map((file, index) => (index === 0 ? { ...file, path } : file)),
  });

/** What two key holders signed, and what is wrong with it → what root says. */
const BAD_RELEASES: Record<string, [(release: Release) => unknown, string]> = {
  'an older version': [(release) => ({ ...release, version: '1.1.9' }), 'not_newer'],
  'the same version again': [(release) => ({ ...release, version: '1.2.0' }), 'not_newer'],
  'an expired one': [
    (release) => ({ ...release, expires_at: new Date(PUBLISHED_MS).toISOString() }),
    'expired',
  ],
  'another channel': [(release) => ({ ...release, channel: 'beta' }), 'wrong_channel'],
  'another platform': [(release) => ({ ...release, platform: 'win32-x64' }), 'wrong_platform'],
  'another product': [(release) => ({ ...release, product: 'something-else' }), 'bad_release'],
  'a version that is none': [(release) => ({ ...release, version: '1.3.0/../..' }), 'bad_release'],
  'an unknown field': [(release) => ({ ...release, script: 'rm -rf /' }), 'bad_release'],
  'two files of one name': [
    (release) => ({ ...release, files: [...release.files, release.files[0]] }),
    'bad_release',
  ],
};
for (const path of [
  '../evil',
  '/etc/passwd',
  'a/../../b',
  'a//b',
  './a',
  '.hidden',
  'a\\..\\b',
  'C:evil',
  '%TEMP%',
  "a'b",
  'a"b',
  'a\nb',
  'a\0b',
  '',
  'a b',
  'ä',
])
  BAD_RELEASES[`the path ${JSON.stringify(path)}`] = [withPath(path), 'bad_release'];
for (const name of ['../x.zst', '/tmp/x.zst', 'x;reboot', '$(reboot)', 'x\ny', '..'])
  BAD_RELEASES[`the archive ${JSON.stringify(name)}`] = [
    (release) => ({ ...release, archive: { ...release.archive, name } }),
    'bad_release',
  ];

test.each(Object.entries(BAD_RELEASES))('refused although signed: %s', async (_what, [change, code]) => {
  const update = await makeSignedRelease('1.3.0', { change });
  expect(await offer({ ...update, name: nameOf(update) })).toMatchObject({ refused: code });
  expectFormerVersionStarts();
});

/** What is done to the archive in the inbox → what root says. */
const BAD_ARCHIVES: Record<string, [(path: string) => void, string]> = {
  'a truncated one': [(path) => truncateSync(path, 100), 'no_archive'],
  'none at all': [(path) => rmSync(path), 'no_archive'],
  'one changed byte': [
    (path) => {
      const bytes = readFileSync(path);
      bytes[bytes.length - 20]! ^= 1;
      writeFileSync(path, bytes);
    },
    'wrong_bytes',
  ],
  'rubbish of the right size': [
    (path) => writeFileSync(path, Buffer.alloc(readFileSync(path).length, 7)),
    'wrong_bytes',
  ],
  'a link to the right one elsewhere': [
    (path) => {
      renameSync(path, `${path}.elsewhere`);
      symlinkSync(`${path}.elsewhere`, path);
    },
    'no_archive',
  ],
  'a folder': [
    (path) => {
      rmSync(path);
      mkdirSync(path);
    },
    'no_archive',
  ],
};

test.each(Object.entries(BAD_ARCHIVES))(
  'refused although the release is good: %s',
  async (_what, [spoil, code]) => {
    const update = await makeSignedRelease('1.3.0');
    expect(await offer({ ...update, name: nameOf(update), spoil })).toMatchObject({ refused: code });
    expectFormerVersionStarts();
  },
);

/** Archives that were signed as they are and yet do not hold the files of the list. */
const WRONG_CONTENTS: Record<string, (files: Buffer) => Buffer> = {
  'a byte more than its files': (files) => Buffer.concat([files, Buffer.from('x')]),
  'a byte less': (files) => files.subarray(0, -1),
  'another file’s bytes': (files) => Buffer.concat([Buffer.from('#!/bin/sh\nreboot'), files.subarray(16)]),
  '64 MiB of zeros in a few kilobytes': () => Buffer.alloc(67_108_864),
  nothing: () => Buffer.alloc(0),
};

test.each(Object.entries(WRONG_CONTENTS))('refused: an archive with %s', async (_what, change) => {
  const good = await makeSignedRelease('1.3.0');
  const archive = join(temporaryFolder(), 'changed.zst');
  const bytes = zstdCompressSync(change(zstdDecompressSync(readFileSync(good.archive))));
  writeFileSync(archive, bytes);
  const sha512 = createHash('sha512').update(bytes).digest('hex');
  const update = await makeSignedRelease('1.3.0', {
    change: (release) => ({ ...release, archive: { name: 'changed.zst', bytes: bytes.length, sha512 } }),
  });
  expect(await offer({ ...update, archive, name: 'changed.zst' })).toMatchObject({ refused: 'wrong_bytes' });
  expectFormerVersionStarts();
});

test('a version that did not start here is not installed again', async () => {
  writeStarts(stateFolder, { proven: '1.2.0', trying: null, failed: ['1.3.0'] });
  const update = await makeSignedRelease('1.3.0');
  expect(await offer({ ...update, name: nameOf(update) })).toEqual({ refused: 'failed_before' });
  expectFormerVersionStarts();
});

test('of a release for some kiosks first, each kiosk’s turn is its own and the shares are kept', () => {
  const kiosks = Array.from({ length: 2_000 }, (_, index) => `kiosk-${index}`);
  for (const share of [0, 1, 10, 50, 100]) {
    const first = kiosks.filter((kiosk) => turnOf(kiosk, '1.3.0') < share).length / kiosks.length;
    expect(Math.abs(first - share / 100)).toBeLessThan(0.05);
  }
  const early = (version: string): string[] => kiosks.filter((kiosk) => turnOf(kiosk, version) < 10);
  expect(early('1.3.0')).not.toEqual(early('1.4.0'));
});
