import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustedKeys } from '../../shared/contract/release.ts';
import { compareVersions, judgeRelease, openRelease, type NotForUs } from './open-release.ts';
import { installRelease, type BadArchive, type InstallStep } from './install-release.ts';
import { readStarts } from './starts.ts';
import { readPlain, writeWhole, type VersionsFolder } from './versions.ts';
import { fail, type Result } from '../../shared/base/result.ts';
import type { Release } from '../../shared/contract/release.ts';

/** In the kiosk's state folder: where its account leaves what it downloaded. */
export const INBOX = 'updates';
/** An empty file there: install what is in the inbox. */
export const WANTED = 'install-wanted';
/** Beside the versions: what became of the last one. */
const OUTCOME = 'last-install.json';
const MAX_ENVELOPE_BYTES = 8_388_608;

export interface Install {
  readonly versions: VersionsFolder;
  readonly trusted: TrustedKeys;
  readonly stateFolder: string;
  readonly say: (line: string) => void;
  readonly nowMs?: () => number;
  readonly platform?: string;
  readonly onStep?: (step: InstallStep) => void;
}

/**
 * Installs what lies in the inbox, if it is a release that this kiosk may have. Run by root; the inbox
 * belongs to the kiosk's account, so nothing in it is believed but signatures.
 * @returns 0 when it is installed
 */
export async function installWanted(install: Install): Promise<number> {
  const inbox = join(install.stateFolder, INBOX);
  rmSync(join(inbox, WANTED), { force: true });
  const outcome = await tryInstall(install, inbox);
  const told = outcome.ok
    ? { installed: outcome.value.version }
    : { refused: outcome.code, ...(outcome.detail === undefined ? {} : { detail: outcome.detail }) };
  install.say(`update: ${JSON.stringify(told)}`);
  writeWhole(join(install.versions.root, OUTCOME), JSON.stringify(told));
  return outcome.ok ? 0 : 1;
}

async function tryInstall(
  { versions, trusted, stateFolder, nowMs = Date.now, platform, onStep }: Install,
  inbox: string,
): Promise<Result<Release, BadArchive | NotForUs | 'nothing_there'>> {
  const envelope = readPlain(join(inbox, 'release.json'), MAX_ENVELOPE_BYTES);
  if (envelope === null) return fail('nothing_there');
  const release = openRelease(envelope, trusted);
  if (!release.ok) return release;
  const current = versions.current();
  const installed = versions.all();
  const newest = [...installed, current ?? '0.0.0'].reduce((one, other) =>
    compareVersions(one, other) < 0 ? other : one,
  );
  const reason = judgeRelease(release.value, {
    nowMs: nowMs(),
    channel: channelOf(versions, current, trusted) ?? release.value.channel,
    platform: platform ?? `${process.platform}-${process.arch}`,
    newest: newest === release.value.version && current !== newest ? (current ?? '0.0.0') : newest,
    failed: readStarts(stateFolder).failed,
    // Whose turn it is was asked before it was downloaded.
    kioskId: '',
  });
  if (reason !== null && reason !== 'not_its_turn') return fail(reason);
  const done = await installRelease(
    { versions, trusted, ...(onStep === undefined ? {} : { onStep }) },
    envelope,
    join(inbox, release.value.archive.name),
  );
  if (done.ok) versions.keepOnly([release.value.version, ...(current === null ? [] : [current])]);
  return done;
}

/** The channel of what is installed: a kiosk stays on it, whatever its account leaves in the inbox. */
function channelOf(versions: VersionsFolder, current: string | null, trusted: TrustedKeys): string | null {
  const text =
    current === null ? null : readPlain(join(versions.folderOf(current), 'release.json'), MAX_ENVELOPE_BYTES);
  const release = text === null ? null : openRelease(text, trusted);
  return release?.ok ? release.value.channel : null;
}
