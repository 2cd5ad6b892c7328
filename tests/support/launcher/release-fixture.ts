import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  makeRelease,
  makeSigningKey,
  signEnvelope,
  trustedKeys,
  wrapRelease,
} from '../../../scripts/dist/release.mjs';
import { openVersions, type VersionsFolder } from '../../../electron/launcher/versions.ts';
import type { Envelope, Release, TrustedKeys } from '../../../shared/contract/release.ts';

/** When every release of these tests is published. */
export const PUBLISHED_MS = Date.UTC(2026, 5, 1);
const LIFE_MS = 90 * 86_400_000;

/** Three key holders, of whom two must sign. */
export const SIGNERS = [makeSigningKey(), makeSigningKey(), makeSigningKey()] as const;
export const TRUSTED: TrustedKeys = trustedKeys('release', 2, SIGNERS);

/** A version as packed and signed, with its archive in a folder of its own. */
export interface MadeRelease {
  readonly release: Release;
  readonly envelope: string;
  readonly archive: string;
}

/** What the program of a version does: a line of shell. */
export const RUNS = 'echo \'{"event":"open"}\'; exec sleep 600';

/**
 * Packs and signs a small version: a program, a file in a folder, an empty file and one of 20 kB.
 * @param options.change alters the release before it is signed
 */
export async function makeSignedRelease(
  version: string,
  options: {
    program?: string;
    change?: (release: Release) => unknown;
    signers?: readonly (typeof SIGNERS)[number][];
  } = {},
): Promise<MadeRelease> {
  const folder = temporaryFolder();
  const files: Record<string, string | Buffer> = {
    'training-club-kiosk': `#!/bin/sh\n${options.program ?? RUNS}\n`,
    'resources/app.asar': `archive of ${version}`,
    'resources/empty': '',
    'snapshot.bin': Buffer.alloc(20_000, version),
  };
  for (const [path, body] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
  chmodSync(join(folder, 'training-club-kiosk'), 0o755);
  const archive = join(temporaryFolder(), `training-club-kiosk-${version}.zst`);
  const release = (await makeRelease(folder, archive, {
    version,
    channel: 'stable',
    platform: 'linux-x64',
    publishedAt: new Date(PUBLISHED_MS),
    expiresAt: new Date(PUBLISHED_MS + LIFE_MS),
  })) as Release;
  const changed = options.change?.(structuredClone(release)) ?? release;
  const signers = options.signers ?? SIGNERS.slice(0, 2);
  const envelope = signers.reduce(
    (signed, signer) => signEnvelope(signed, signer) as Envelope,
    wrapRelease(changed) as Envelope,
  );
  return { release: changed as Release, envelope: JSON.stringify(envelope), archive };
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'launcher-'));
}

export function emptyVersions(): VersionsFolder {
  return openVersions(temporaryFolder());
}
