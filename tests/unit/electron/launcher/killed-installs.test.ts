import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { installRelease } from '../../../../electron/launcher/install-release.ts';
import { INBOX, WANTED } from '../../../../electron/launcher/install-wanted.ts';
import { verifyVersion } from '../../../../electron/launcher/verify-version.ts';
import {
  emptyVersions,
  makeSignedRelease,
  PUBLISHED_MS,
  temporaryFolder,
  TRUSTED,
} from '../../../support/launcher/release-fixture.ts';

/** Begun, four files, all files, listed, named, made current. */
const STEPS = 9;
const PROGRAM = join(import.meta.dirname, '../../../support/launcher/killed-install.ts');

test('an installation that is killed after any of its steps leaves a version that is whole, and can be done again', async () => {
  const update = await makeSignedRelease('1.3.0');
  const former = await makeSignedRelease('1.2.0');
  const meant: (string | null)[] = [];
  for (let killAfter = 1; killAfter <= STEPS; killAfter += 1) {
    const versions = emptyVersions();
    const stateFolder = temporaryFolder();
    await installRelease({ versions, trusted: TRUSTED }, former.envelope, former.archive);
    const inbox = join(stateFolder, INBOX);
    mkdirSync(inbox);
    writeFileSync(join(inbox, WANTED), '');
    writeFileSync(join(inbox, 'release.json'), update.envelope);
    copyFileSync(update.archive, join(inbox, update.release.archive.name));
    const install = (kill: number): string | number | null => {
      const asked = {
        root: versions.root,
        stateFolder,
        trusted: TRUSTED,
        nowMs: PUBLISHED_MS + 1,
        killAfter: kill,
      };
      const { signal, status } = spawnSync(process.execPath, [PROGRAM, JSON.stringify(asked)]);
      return signal ?? status;
    };
    expect(install(killAfter)).toBe('SIGKILL');
    const version = versions.current();
    meant.push(version);
    expect(verifyVersion(versions.folderOf(version!), TRUSTED)).toMatchObject({
      ok: true,
      value: { version },
    });
    // What asked for it is gone: a broken update does not make root try for ever.
    expect(existsSync(join(inbox, WANTED))).toBe(false);
    if (version === '1.2.0') expect(install(0)).toBe(0);
    expect(versions.current()).toBe('1.3.0');
    expect(verifyVersion(versions.folderOf('1.3.0'), TRUSTED).ok).toBe(true);
  }
  expect(meant).toEqual([...Array.from({ length: STEPS - 1 }, () => '1.2.0'), '1.3.0']);
});
