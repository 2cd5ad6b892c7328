import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder, wherever it was cloned to. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** What set-up fetched and may be deleted at any time; git ignores it. */
export const CACHE = join(ROOT, '.cache');
/** The pinned Node (24), which the package `node` brings for every platform. */
export const NODE = join(
  ROOT,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
