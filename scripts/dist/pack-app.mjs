import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { NODE, ROOT } from '../set-up/paths.mjs';
import { run, SetUpFailed } from '../set-up/run.mjs';
import { billOfMaterials, licenceTexts } from './bill-of-materials.mjs';
import { stageApp } from './stage-app.mjs';

/** Fuses that an older Electron does not have: off, where the wire is as long as that. */
const LATER_FUSES = { grantFileProtocolExtraPrivileges: 8 };
/** Stands before the fuses in the executable (`@electron/fuses`). */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** electron-builder's name for the folder of each platform. */
const UNPACKED = { linux: 'linux-unpacked', win32: 'win-unpacked', darwin: 'mac' };

/**
 * @typedef {{ executable: string, appArgs: string[], version: string }} Runtime
 * @typedef {{ folder: string, isTest: boolean, version: string, bill: object }} PackedApp
 */

/**
 * Packs the app as a folder that runs where it lies. Around another Electron than the pinned one the
 * package is for trying out: it says so itself, and brings the Node that its core runs on.
 * @param {Runtime} runtime
 * @param {string} dist where to; its folder `stage` is for what is on its way there
 * @param {{ version?: string }} [as] another version than the project's, to try updates
 * @returns {Promise<PackedApp>}
 */
export async function packApp(runtime, dist, as = {}) {
  const target = { platform: process.platform, arch: process.arch };
  const pinned = packageVersion('electron');
  const isTest = runtime.version !== pinned;
  const stage = join(dist, 'stage');
  const { name, license, ...project } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const version = as.version ?? project.version;
  const { native } = stageApp(join(stage, 'app'), target, version);
  const electron = join(stage, 'electron');
  copyElectron(dirname(runtime.executable), electron);

  const parts = [
    ...partsOfBundles(),
    ...native.map(named),
    { name: 'electron', version: runtime.version, licence: 'MIT' },
  ];
  const bill = billOfMaterials({ name, version, licence: license }, parts);
  const resources = join(stage, 'resources');
  layOutResources(resources, { isTest, version, electron: runtime.version, pinned });
  writeFileSync(join(resources, 'third-party-licences.txt'), licenceTexts(parts));

  const config = join(stage, 'builder.json');
  writeFileSync(
    config,
    JSON.stringify(builderConfig({ dist, electron, resources, isTest, runtime }), null, 2),
  );
  const folder = join(dist, UNPACKED[process.platform] ?? 'linux-unpacked');
  rmSync(folder, { recursive: true, force: true });
  const builder = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
  const { status, output } = await run(
    NODE,
    [builder, '--projectDir', ROOT, '--config', config, '--publish', 'never', '--dir'],
    { quiet: true },
  );
  if (status !== 0) throw new SetUpFailed(`The app could not be packed:\n${output.trim()}`);
  return { folder, isTest, version, bill };
}

/** Electron without any app: one that was tried out has a link to the builder's own folder in it. */
function copyElectron(from, to) {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, {
    recursive: true,
    filter: (path) =>
      !(basename(dirname(path)) === 'resources' && /^(?:app|default_app)/.test(basename(path))),
  });
}

function layOutResources(folder, { isTest, version, electron, pinned }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const kind = isTest
    ? {
        kind: 'test',
        version,
        electron,
        because: `made around Electron ${electron}, which gets no security fixes; packages for a gym floor are made around Electron ${pinned}`,
      }
    : { kind: 'release', version, electron };
  writeFileSync(join(folder, 'package-kind.json'), `${JSON.stringify(kind, null, 2)}\n`);
  if (!isTest) return;
  // Core's database driver does not load in this Electron; it runs as a process of this Node.
  linkOrCopy(NODE, join(folder, process.platform === 'win32' ? 'node.exe' : 'node'));
}

function builderConfig({ dist, electron, resources, isTest, runtime }) {
  const fuses = fuseCount(runtime.executable);
  const later = Object.entries(LATER_FUSES).flatMap(([name, since]) =>
    fuses < since ? [] : [[name, false]],
  );
  return {
    extends: join(ROOT, 'electron.builder.yml'),
    directories: { app: join(dist, 'stage', 'app'), output: dist },
    electronDist: electron,
    electronVersion: runtime.version,
    extraResources: [{ from: resources, to: '.' }],
    electronFuses: Object.fromEntries(later),
    // A plain Node cannot read the archive.
    ...(isTest ? { asarUnpack: ['**/*.node', 'out/main/**', 'node_modules/better-sqlite3/**'] } : {}),
  };
}

/** How many fuses an Electron has: the byte after the sentinel's version byte. */
function fuseCount(executable) {
  const image = readFileSync(executable);
  const at = image.indexOf(FUSE_SENTINEL);
  return at === -1 ? Number.POSITIVE_INFINITY : (image[at + FUSE_SENTINEL.length + 1] ?? 0);
}

/** Everything that the three bundles hold. */
function partsOfBundles() {
  return ['main', 'preload', 'renderer'].flatMap((part) => {
    const path = join(ROOT, 'out', `packages-${part}.json`);
    if (!existsSync(path)) throw new SetUpFailed(`${path} is missing: build the app anew.`);
    return JSON.parse(readFileSync(path, 'utf8'));
  });
}

function named({ name, folder }) {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { name, version, folder };
}

function packageVersion(name) {
  return JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** A hard link where the file system has them: Node is 120 MB. */
export function linkOrCopy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  rmSync(to, { force: true });
  try {
    linkSync(from, to);
  } catch {
    cpSync(from, to);
  }
  chmodSync(to, 0o755);
}
