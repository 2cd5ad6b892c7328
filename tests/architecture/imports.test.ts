import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readImportGraph, readImports, reach, type Imports } from './import-graph.ts';
import { roomOf, ROOMS } from './import-rules.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDERS = ['shared', 'electron', 'renderer', 'central', 'tests'];
const SOURCE = /\.tsx?$/;

/** Every breach of the import table in a graph, one sentence each. */
function breaches(graph: ReadonlyMap<string, Imports>): string[] {
  return [...graph].flatMap(([file, imports]) => {
    const room = roomOf(file);
    if (room === undefined) return [`${file} is in no room`];
    if (room.name === 'tests') return [];
    const notAllowed = (targets: readonly string[], rooms: readonly string[]): string[] =>
      targets
        .filter((target) => SOURCE.test(target))
        .filter((target) => !rooms.includes(roomOf(target)?.name ?? 'nowhere'))
        .map((target) => `${file} (${room.name}) imports ${target}`);
    const intoRooms = [
      ...notAllowed([...imports.files, ...imports.typeOnlyFiles], room.mayImport),
      ...notAllowed(imports.onDemandFiles, [...room.mayImport, ...(room.mayLoadOnDemand ?? [])]),
    ];
    const ofPackages = imports.packages
      .filter((name) => !room.packages.some((allowed) => allowed.test(name)))
      .map((name) => `${file} (${room.name}) imports ${name}`);
    const { packages } = reach(graph, file);
    const reached = [...packages]
      .filter(([name]) => room.mustNotReach?.some((forbidden) => forbidden.test(name)))
      .map(([, way]) => `${room.name} reaches ${way.join(' → ')}`);
    return [...intoRooms, ...ofPackages, ...reached];
  });
}

/** Everything a file names in an import: what runs, types, and what is loaded only when it is wanted. */
const allImports = ({ files, typeOnlyFiles, onDemandFiles }: Imports): readonly string[] => [
  ...files,
  ...typeOnlyFiles,
  ...onDemandFiles,
];

/** Circles of imports, as the files that reach each other. */
function circles(graph: ReadonlyMap<string, Imports>): string[][] {
  const reached = new Map<string, ReadonlySet<string>>();
  for (const file of graph.keys()) {
    const seen = new Set<string>();
    const queue = [file];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const next of allImports(graph.get(at) ?? NO_IMPORTS))
        if (!seen.has(next)) queue.push(...(seen.add(next), [next]));
    }
    reached.set(file, seen);
  }
  const inCircle = [...graph.keys()].filter((file) => reached.get(file)!.has(file));
  const circleOf = (file: string): string[] =>
    inCircle.filter((other) => reached.get(file)!.has(other) && reached.get(other)!.has(file));
  return [...new Map(inCircle.map((file) => [circleOf(file).join(), circleOf(file)])).values()];
}

const NO_IMPORTS: Imports = { files: [], packages: [], typeOnlyFiles: [], onDemandFiles: [] };

describe('the import table', () => {
  const graph = readImportGraph(ROOT, FOLDERS);

  it('holds for every file, direct and through others', () => {
    expect(breaches(graph)).toEqual([]);
  });

  it('finds every import: each file that is imported exists in the graph', () => {
    const missing = [...graph].flatMap(([file, { files, onDemandFiles }]) =>
      [...files, ...onDemandFiles]
        .filter((target) => SOURCE.test(target) && !graph.has(target))
        .map((target) => `${file} → ${target}`),
    );
    expect(missing).toEqual([]);
    expect(graph.size).toBeGreaterThan(100);
  });

  it('lets no file import itself in a circle: not by its types, and not by what it loads on demand', () => {
    expect(circles(graph)).toEqual([]);
  });

  it('gives every room a name of its own', () => {
    expect(new Set(ROOMS.map(({ name }) => name)).size).toBe(ROOMS.length);
  });
});

describe('a deliberately wrong import', () => {
  const graph = readImportGraph(ROOT, FOLDERS);
  const withImport = (file: string, line: string): ReadonlyMap<string, Imports> => {
    const before = graph.get(file);
    if (before === undefined) throw new Error(`${file} is gone: choose another for this test`);
    const added = readImports(ROOT, file, line);
    return new Map(graph).set(file, {
      files: [...before.files, ...added.files],
      packages: [...before.packages, ...added.packages],
      typeOnlyFiles: [...before.typeOnlyFiles, ...added.typeOnlyFiles],
      onDemandFiles: [...before.onDemandFiles, ...added.onDemandFiles],
    });
  };

  it.each([
    [
      'the page reads the database',
      'renderer/app/App.tsx',
      "import '../../electron/core/store/database.ts';",
    ],
    ['the page asks Node for files', 'renderer/app/App.tsx', "import fs from 'node:fs';"],
    [
      'a formula reads the clock of Node',
      'shared/domain/energy/keytel.ts',
      "import { performance } from 'node:perf_hooks';",
    ],
    ['core imports Electron', 'electron/core/core.ts', "import { app } from 'electron';"],
    [
      'the device process opens the database',
      'electron/devices/devices.ts',
      "const db = await import('better-sqlite3');",
    ],
    [
      'the device process calls into core',
      'electron/devices/devices.ts',
      "export * from '../core/store/store.ts';",
    ],
    [
      'the protocol of a text scale opens a port',
      'electron/devices/ohaus/ohaus.ts',
      "import { SerialPort } from 'serialport';",
    ],
    [
      'a flow skips the store for SQL of its own',
      'electron/core/check-in/check-in.ts',
      "import Database from 'better-sqlite3';",
    ],
    [
      'a type crosses from core into the page',
      'renderer/app/App.tsx',
      "import type { Store } from '../../electron/core/store/store.ts';",
    ],
    [
      'central borrows from the kiosk',
      'central/server.ts',
      "import { toWire } from '../electron/core/sync/push.ts';",
    ],
    [
      'a rule of the product asks the demo gym',
      'shared/domain/goals/goal.ts',
      "import { DEMO_CAST } from '../../demo/demo-cast.ts';",
    ],
    [
      'central starts with the generator of demo gyms whether it is a demo or not',
      'central/start-central.ts',
      "import { seedDemoGym } from './demo/seed-demo-gym.ts';",
    ],
    [
      'the product imports its tests',
      'shared/base/result.ts',
      "import { ROOMS } from '../../tests/architecture/import-rules.ts';",
    ],
  ])('fails the build when %s', (_story, file, line) => {
    expect(
      breaches(withImport(file, line)).filter((breach) => breach.startsWith(file) || breach.includes(file)),
    ).not.toEqual([]);
  });

  it('closes a circle, and is told as one', () => {
    const wrong = withImport(
      'electron/core/ground.ts',
      "import type { Parts } from './screen/core-context.ts';",
    );
    expect(circles(wrong).map((files) => files.includes('electron/core/ground.ts'))).toEqual([true]);
  });

  it('is found several files away', () => {
    const wrong = withImport('shared/base/local-days.ts', "import 'node:fs';");
    expect(breaches(wrong)).toContainEqual(
      expect.stringMatching(/^shared\/domain reaches .*local-days\.ts → node:fs$/),
    );
  });
});
