import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../set-up/paths.mjs';
import { noteBundledPackages } from './bundled-packages.mjs';

/**
 * Bundles programs that run on plain Node 24 into `<folder>/<name>.mjs`, and notes which packages they hold.
 * @param {Record<string, string>} entries name → source, from the project's folder
 * @param {{ folder: string, packagesFile: string, external?: string[] }} to
 */
export async function bundleProgram(entries, { folder, packagesFile, external = [] }) {
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    plugins: [noteBundledPackages(packagesFile)],
    // Everything but what is named: nothing is installed where it runs.
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      target: 'node24',
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(ROOT, path)])),
        external,
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
      },
    },
  });
}
