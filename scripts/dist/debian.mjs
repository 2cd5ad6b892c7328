import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE, ROOT } from '../set-up/paths.mjs';
import { run, SetUpFailed } from '../set-up/run.mjs';
import { bundleProgram } from './bundle-program.mjs';
import { linkOrCopy } from './pack-app.mjs';
import { listFiles } from './stage-app.mjs';

const NAME = 'training-club-kiosk';
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };
/** What Electron's window needs, the compositor it lives in, and what lists serial ports. */
const DEPENDS = [
  'adduser',
  'cage',
  'kbd',
  'xwayland',
  'udev',
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libudev1',
  'libusb-1.0-0',
  'libxss1',
  'fonts-noto-core',
];
const RESOURCES = join(ROOT, 'resources', 'linux');
const UNITS = [
  'training-club-kiosk.service',
  'training-club-kiosk-install.service',
  'training-club-kiosk-install.path',
];

/**
 * Makes a Debian package of a packed and signed version, with nothing but `dpkg-deb`.
 * @param {{ folder: string, version: string, isTest: boolean, keys: object }} app `keys`: whose signatures its
 *   launcher counts
 * @param {string} dist
 * @returns {Promise<string>} the package's path
 */
export async function makeDebianPackage({ folder, version, isTest, keys }, dist) {
  const architecture = ARCHITECTURES[process.arch];
  if (architecture === undefined) throw new SetUpFailed(`There is no Debian package for ${process.arch}.`);
  const tree = join(dist, 'stage', 'debian');
  rmSync(tree, { recursive: true, force: true });
  const app = join(tree, 'opt', NAME);
  cpSync(folder, join(app, 'versions', version), { recursive: true });
  await layOutLauncher(join(app, 'launcher'), keys, join(dist, 'stage'));
  for (const unit of UNITS) copy(join(RESOURCES, unit), join(tree, 'usr/lib/systemd/system', unit));
  copy(
    join(RESOURCES, '70-training-club-kiosk.rules'),
    join(tree, 'usr/lib/udev/rules.d/70-training-club-kiosk.rules'),
  );
  copy(join(RESOURCES, 'debian', 'pam'), join(tree, 'etc/pam.d', NAME));
  copy(join(ROOT, 'LICENSE'), join(tree, 'usr/share/doc', NAME, 'copyright'));
  // Before Debian's own order of versions "~" comes first: a test package never replaces a release by itself.
  const debianVersion = isTest ? `${version}~test` : version;
  layOutControl(join(tree, 'DEBIAN'), { tree, architecture, debianVersion, version, isTest });
  const path = join(dist, `${NAME}_${debianVersion}_${architecture}.deb`);
  const { status, output } = await run(
    'dpkg-deb',
    ['--root-owner-group', '-Zzstd', '-z7', '--build', tree, path],
    { quiet: true },
  );
  if (status !== 0) throw new SetUpFailed(`The Debian package could not be made: ${output.trim()}`);
  return path;
}

async function layOutLauncher(folder, keys, stage) {
  await bundleProgram(
    { launcher: 'electron/launcher/launcher.ts' },
    { folder, packagesFile: join(stage, 'packages-launcher.json') },
  );
  linkOrCopy(NODE, join(folder, 'node'));
  writeFileSync(join(folder, 'keys.json'), `${JSON.stringify(keys, null, 2)}\n`);
}

function layOutControl(folder, { tree, architecture, debianVersion, version, isTest }) {
  mkdirSync(folder, { recursive: true });
  const { description, author } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const files = listFiles(tree).filter((path) => !path.startsWith('DEBIAN/'));
  const kibibytes = Math.ceil(files.reduce((sum, path) => sum + statSync(join(tree, path)).size, 0) / 1_024);
  const fields = {
    Package: NAME,
    Version: debianVersion,
    Architecture: architecture,
    Maintainer: `${author} <training-club-kiosk@localhost>`,
    'Installed-Size': kibibytes,
    Depends: DEPENDS.join(', '),
    Section: 'misc',
    Priority: 'optional',
    Description: `${isTest ? 'TEST PACKAGE, not for a gym floor: ' : ''}${description}`,
  };
  const text = Object.entries(fields).map(([key, value]) => `${key}: ${value}\n`);
  writeFileSync(join(folder, 'control'), text.join(''));
  writeFileSync(join(folder, 'conffiles'), `/etc/pam.d/${NAME}\n`);
  for (const script of ['preinst', 'postinst', 'prerm', 'postrm']) {
    const body = readFileSync(join(RESOURCES, 'debian', script), 'utf8');
    writeFileSync(join(folder, script), body.replaceAll('@VERSION@', version));
    chmodSync(join(folder, script), 0o755);
  }
}

function copy(from, to) {
  cpSync(from, to, { recursive: true });
  chmodSync(to, 0o644);
}
