import { installWanted } from '../../../electron/launcher/install-wanted.ts';
import { openVersions } from '../../../electron/launcher/versions.ts';
import type { TrustedKeys } from '../../../shared/contract/release.ts';

/** A process that installs what is in the inbox, and is killed after so many steps. */
const { root, stateFolder, trusted, nowMs, killAfter } = JSON.parse(process.argv[2] ?? '{}') as {
  root: string;
  stateFolder: string;
  trusted: TrustedKeys;
  nowMs: number;
  killAfter: number;
};
let steps = 0;
process.exitCode = await installWanted({
  versions: openVersions(root),
  trusted,
  stateFolder,
  say: () => undefined,
  nowMs: () => nowMs,
  platform: 'linux-x64',
  onStep() {
    steps += 1;
    if (steps === killAfter) process.kill(process.pid, 'SIGKILL');
  },
});
