import { join } from 'node:path';
import { NODE, ROOT } from './set-up/paths.mjs';

const bin = (...path) => join(ROOT, 'node_modules', ...path);

/** One type check per room: its tsconfig knows which world the room lives in. */
const ROOMS = [
  'shared',
  'electron/process',
  'electron/launcher',
  'electron/core',
  'electron/devices',
  'electron/main',
  'electron/preload',
  'renderer',
  'central',
  'tests',
];

/** @typedef {{ title: string, program: string, args: string[] }} Step */

/** What can be said of the code without running it. @type {Step[]} */
export const STATIC_STEPS = [
  ...ROOMS.map((room) => ({
    title: `types of ${room}`,
    program: NODE,
    args: [bin('typescript-7', 'bin', 'tsc'), '-p', room],
  })),
  { title: 'lint', program: NODE, args: [bin('oxlint', 'bin', 'oxlint'), '--deny-warnings'] },
  {
    title: 'format',
    program: NODE,
    args: [bin('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  },
  { title: 'unused code', program: NODE, args: [bin('knip', 'bin', 'knip.js'), '--no-progress'] },
  {
    title: 'code that only tests use',
    program: NODE,
    args: [bin('knip', 'bin', 'knip.js'), '--no-progress', '--production'],
  },
];
