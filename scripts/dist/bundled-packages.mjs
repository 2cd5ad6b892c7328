import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';

const NODE_MODULES = `${sep}node_modules${sep}`;

/**
 * A plug-in of the bundler that writes down which packages a bundle really holds: a list of what is installed
 * names hundreds that never reach a gym, and misses those that only the page uses.
 * @param {string} outFile a JSON list of `{ name, version, folder }`
 * @returns {import('vite').Plugin}
 */
export function noteBundledPackages(outFile) {
  let root = '';
  return {
    name: 'note-bundled-packages',
    apply: 'build',
    configResolved: (config) => void (root = config.root),
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((part) =>
        part.type === 'chunk' ? part.moduleIds : part.originalFileNames.map((path) => resolve(root, path)),
      );
      const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []));
      const packages = [...folders].sort().map((folder) => {
        const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
        return { name, version, folder };
      });
      mkdirSync(dirname(outFile), { recursive: true });
      writeFileSync(outFile, `${JSON.stringify(packages, null, 2)}\n`);
    },
  };
}

/** The folder of the package that a module belongs to; null for our own. */
function packageFolder(moduleId) {
  const path = moduleId.replace(/^\0/, '').split('?')[0] ?? '';
  const at = path.lastIndexOf(NODE_MODULES);
  if (at === -1) return null;
  const [first = '', second = ''] = path.slice(at + NODE_MODULES.length).split(sep);
  const folder = join(
    path.slice(0, at + NODE_MODULES.length),
    first.startsWith('@') ? join(first, second) : first,
  );
  return existsSync(join(folder, 'package.json')) ? folder : null;
}
