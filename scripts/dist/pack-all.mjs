import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyVersion } from '../../electron/launcher/verify-version.ts';
import { ROOT } from '../set-up/paths.mjs';
import { say, SetUpFailed } from '../set-up/run.mjs';
import { packCentral } from './central-package.mjs';
import { makeDebianPackage } from './debian.mjs';
import { packApp } from './pack-app.mjs';
import { makeRelease, makeSigningKey, signEnvelope, trustedKeys, wrapRelease } from './release.mjs';

/**
 * The steps of `npm run dist`, on Node 24: `pack-all.mjs RUNTIME [deb | central]`. `RUNTIME` is the Electron to pack
 * around, as set-up found it. A release stops where people have to sign; `deb` goes on from there. `central` packs the
 * server, which no kiosk installs by itself, so nobody signs it.
 */
const DAY_MS = 86_400_000;
/** Time enough for a gym that is closed in summer; not so long that an old hole comes back. */
const VALID_DAYS = 180;

const { values, positionals } = parseArgs({
  options: {
    channel: { type: 'string', default: 'stable' },
    /** The public halves that kiosks are to trust (JSON), for `deb`. */
    keys: { type: 'string' },
    version: { type: 'string' },
    out: { type: 'string', default: join(ROOT, 'dist') },
  },
  allowPositionals: true,
});

try {
  const [runtime = '', step] = positionals;
  if (step === 'central') packServer(values);
  else await (step === 'deb' ? packSigned(values) : packAll(JSON.parse(runtime), values));
} catch (error) {
  if (!(error instanceof SetUpFailed)) throw error;
  say(error.message);
  process.exit(1);
}

function packServer({ version, out: dist }) {
  mkdirSync(dist, { recursive: true });
  const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const { archive, bill } = packCentral(dist, version ?? own.version);
  say(`The central server: ${archive}`);
  say(`What it is made of: ${bill}`);
}

async function packAll(runtime, { channel, version, out: dist }) {
  mkdirSync(dist, { recursive: true });
  const app = await packApp(runtime, dist, version === undefined ? {} : { version });
  const platform = `${process.platform}-${process.arch}`;
  const stem = join(dist, `training-club-kiosk-${app.version}-${platform}`);
  writeFileSync(`${stem}.cdx.json`, `${JSON.stringify(app.bill, null, 2)}\n`);
  say(`The app: ${app.folder}`);
  const release = await makeRelease(app.folder, `${stem}.zst`, {
    version: app.version,
    channel: app.isTest ? 'test' : channel,
    platform,
    publishedAt: new Date(),
    expiresAt: new Date(Date.now() + VALID_DAYS * DAY_MS),
  });
  const envelope = `${stem}.release.json`;
  if (!app.isTest) {
    writeFileSync(envelope, JSON.stringify(wrapRelease(release)));
    writeFileSync(
      join(dist, 'packed.json'),
      JSON.stringify({ folder: app.folder, version: app.version, envelope }),
    );
    say(`To be signed by two key holders: npm run sign -- ${envelope} PRIVATE-KEY.pem`);
    say('Then: npm run dist -- deb --keys KEYS.json');
    return;
  }
  say(
    `TEST PACKAGE: made around Electron ${runtime.version}, since the pinned one could not be had. Try it out; do not put it on a gym floor.`,
  );
  // Signed by keys that are made here and thrown away; the package's launcher knows them as such.
  const signers = [makeSigningKey(), makeSigningKey()];
  writeFileSync(envelope, JSON.stringify(signers.reduce(signEnvelope, wrapRelease(release))));
  const keys = trustedKeys('test', 2, signers);
  await pack({ ...app, envelope, keys }, dist);
}

/** Packs what was packed before and is signed by now. */
async function packSigned({ keys: path, out: dist }) {
  const packed = join(dist, 'packed.json');
  if (!existsSync(packed)) throw new SetUpFailed('There is nothing to go on with: npm run dist comes first.');
  if (path === undefined || !existsSync(path))
    throw new SetUpFailed(
      '--keys KEYS.json names the public keys that kiosks are to trust (docs/releases.md).',
    );
  const keys = JSON.parse(readFileSync(path, 'utf8'));
  await pack({ ...JSON.parse(readFileSync(packed, 'utf8')), isTest: false, keys }, dist);
}

async function pack({ folder, version, isTest, envelope, keys }, dist) {
  cpSync(envelope, join(folder, 'release.json'));
  const verified = verifyVersion(folder, keys);
  if (!verified.ok)
    throw new SetUpFailed(`A kiosk would not start this version: ${verified.code} ${verified.detail ?? ''}`);
  if (process.platform !== 'linux') return;
  say(`The Debian package: ${await makeDebianPackage({ folder, version, isTest, keys }, dist)}`);
}
