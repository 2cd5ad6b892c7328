import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { noteBundledPackages } from './scripts/dist/bundled-packages.mjs';

/** Modules with machine code: loaded from node_modules, never bundled. */
const NATIVE = ['better-sqlite3', '@serialport/bindings-cpp', 'node-hid'];
/** Sloppy-mode scripts, which a bundle's strict mode would break. */
const SLOPPY = ['ble-host'];
/** Oldest runtime the app runs on: Electron 25 (Node 18, Chromium 114). */
const OLDEST_NODE = 'node18';
const OLDEST_CHROMIUM = 'chrome114';

const cjs = {
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: 'chunks/[name]-[hash].cjs',
  dynamicImportInCjs: false,
} as const;

/** Beside the bundles: for the bill of materials. */
const notePackages = (part: string) => noteBundledPackages(resolve(`out/packages-${part}.json`));

export default defineConfig({
  main: {
    plugins: [notePackages('main')],
    build: {
      outDir: 'out/main',
      target: OLDEST_NODE,
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          main: resolve('electron/main/main.ts'),
          core: resolve('electron/core/core.ts'),
          'database-worker': resolve('electron/core/store/database-worker.ts'),
          devices: resolve('electron/devices/devices.ts'),
        },
        external: ['electron', ...NATIVE, ...SLOPPY],
        output: cjs,
      },
    },
  },
  preload: {
    plugins: [notePackages('preload')],
    build: {
      outDir: 'out/preload',
      target: OLDEST_NODE,
      externalizeDeps: false,
      isolatedEntries: true,
      minify: true,
      rolldownOptions: {
        input: { preload: resolve('electron/preload/preload.ts') },
        external: ['electron'],
        output: cjs,
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), notePackages('renderer')],
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      target: OLDEST_CHROMIUM,
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: resolve('renderer/index.html') } },
    },
  },
});
