import { spawnSync } from 'node:child_process';
import { chownSync, lstatSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** "nobody" on every Linux: an account without rights. */
export const NOBODY = 65_534;
const AS_NOBODY = ['--reuid=65534', '--regid=65534', '--clear-groups', '--'];

/**
 * A program that runs another one as an ordinary account, because Chromium has no sandbox under root.
 * @param folder where it may be written
 * @param reads a file that the account has to be able to read
 * @returns null where this is no root, where that account cannot read the project (a clone below /root), or
 *   where the system gives it no namespaces for a sandbox; the last two are said
 */
export function asOrdinaryAccount(folder: string, program: string, reads: string): string | null {
  if (process.getuid?.() !== 0) return null;
  const can = (...command: string[]): boolean =>
    spawnSync('setpriv', [...AS_NOBODY, ...command]).status === 0;
  if (!can('test', '-r', reads) || !can('unshare', '--user', 'true')) {
    process.stderr.write('No account but root can run the kiosk from here: its window has no sandbox.\n');
    return null;
  }
  const wrapper = join(folder, 'as-nobody');
  writeFileSync(wrapper, `#!/bin/sh\nexec setpriv ${AS_NOBODY.join(' ')} '${program}' "$@"\n`, {
    mode: 0o755,
  });
  return wrapper;
}

/** Gives a folder and all in it to that account. */
export function giveToNobody(path: string): void {
  chownSync(path, NOBODY, NOBODY);
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveToNobody(join(path, name));
}
