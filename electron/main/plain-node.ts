import { posix, win32 } from 'node:path';

/**
 * The Node that core runs on where Electron's own is too old for the database, and the script it runs. A
 * package brings its Node, and its core lies beside the archive, which a plain Node cannot read.
 * @param place.buildDir the folder of main's own script
 * @param place.resources Electron's `process.resourcesPath`
 * @param place.named what `KIOSK_NODE` says; a package does not listen to it
 */
export function plainNode(place: {
  buildDir: string;
  resources: string;
  isPackaged: boolean;
  platform: NodeJS.Platform;
  named: string | undefined;
}): { node: string; script: string } {
  const { buildDir, resources, isPackaged, platform, named } = place;
  const { join, sep } = platform === 'win32' ? win32 : posix;
  if (!isPackaged) return { node: named ?? 'node', script: join(buildDir, 'core.cjs') };
  const outside = buildDir.replace(`${sep}app.asar${sep}`, `${sep}app.asar.unpacked${sep}`);
  return {
    node: join(resources, platform === 'win32' ? 'node.exe' : 'node'),
    script: join(outside, 'core.cjs'),
  };
}
