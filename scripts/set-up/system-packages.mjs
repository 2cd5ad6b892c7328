import { existsSync } from 'node:fs';
import { run, say, SetUpFailed } from './run.mjs';

/** What Electron's window needs on Debian, and `udevadm`, with which serial ports are listed. */
const WINDOW = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libusb-1.0-0',
  'libudev1',
  'udev',
  'dbus',
  'fonts-noto-core',
];
/** A screen for machines that have none. */
const VIRTUAL_SCREEN = ['xvfb', 'xauth'];
/**
 * The far ends that tests talk to (pseudo-terminals, a real database server), and what they look with: at
 * windows on the screen, at certificates.
 */
const TESTS = ['socat', 'postgresql', 'x11-utils', 'openssl'];

/** Newer releases carry these under another name. */
const RENAMED = { 'libgtk-3-0': 'libgtk-3-0t64', libasound2: 'libasound2t64' };

/**
 * Installs missing Debian packages as root; tells the one line to run otherwise. Does nothing on
 * systems without dpkg.
 * @param {{ window?: boolean, virtualScreen?: boolean, tests?: boolean }} needs
 */
export async function setUpSystemPackages(needs) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return;
  const wanted = [
    ...(needs.window ? WINDOW : []),
    ...(needs.virtualScreen ? VIRTUAL_SCREEN : []),
    ...(needs.tests ? TESTS : []),
  ];
  // Without a name the program tells of every package there is.
  if (wanted.length === 0) return;
  const missing = await listMissing(wanted);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    throw new SetUpFailed(`System packages are missing. Run: sudo apt-get install -y ${missing.join(' ')}`);
  }
  say(`Installing system packages: ${missing.join(' ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { quiet: true, env });
  const { status, output } = await run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...missing],
    {
      quiet: true,
      env,
    },
  );
  if (status !== 0) {
    throw new SetUpFailed(
      `System packages could not be installed; apt-get said: ${output.trim().split('\n').at(-1)}`,
    );
  }
}

async function listMissing(wanted) {
  const names = wanted.flatMap((name) => [name, ...(RENAMED[name] === undefined ? [] : [RENAMED[name]])]);
  const { output } = await run('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names], {
    quiet: true,
  });
  const installed = new Set(
    output
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  const missing = wanted.filter((name) => !installed.has(name) && !installed.has(RENAMED[name]));
  const known = await run('apt-cache', ['policy', ...missing], { quiet: true });
  return missing.map((name) => {
    const isGone = new RegExp(`^${name}:\\n {2}Installed: .*\\n {2}Candidate: \\(none\\)`, 'm').test(
      known.output,
    );
    return isGone && RENAMED[name] !== undefined ? RENAMED[name] : name;
  });
}
