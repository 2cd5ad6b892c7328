import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE, ROOT } from '../../scripts/set-up/paths.mjs';
import type { BenchRow, BenchTable } from './report.ts';

/** Tests that kill and unplug; the gate runs them with fewer of both. */
const KILLS = ['core-kills', 'core-heart-rate-kills', 'pin-kills', 'devices-serial'].map(
  (name) => `tests/integration/${name}.test.ts`,
);
/** What arbitrary histories of three kiosks leave, wherever and however their facts arrive. */
const HISTORIES = [
  'tests/unit/electron/core/store/fact-rows.test.ts',
  'tests/integration/fact-histories.test.ts',
];
/** Rules over all inputs whose every input is costly. */
const PROPERTIES = ['tests/unit/shared/domain/progress/review-member.test.ts'];

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly duration?: number | null;
    }[];
  }[];
}

/** The gate's kill tests at their full number of kills. */
export function kills(): Promise<BenchTable> {
  return runThoroughly('Kills and unplugs at their full number', KILLS);
}

/** The gate's costliest properties over all the inputs that they were ever held against. */
export function properties(): Promise<BenchTable> {
  return runThoroughly('Properties over ten thousand inputs', PROPERTIES);
}

/** Ten thousand lived histories, and as many made up, on SQLite, PGlite and PostgreSQL. */
export function factHistories(): Promise<BenchTable> {
  return runThoroughly('Rows of ten thousand histories', HISTORIES);
}

async function runThoroughly(title: string, files: readonly string[]): Promise<BenchTable> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-thorough-'));
  const report = join(folder, 'report.json');
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(
    NODE,
    [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files],
    { cwd: ROOT, env: { ...process.env, KIOSK_TEST_THOROUGH: '1' }, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  try {
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    const rows = tests.map(({ fullName, duration, status: outcome }): BenchRow => {
      const took = `${((duration ?? 0) / 1_000).toFixed(1)} s`;
      return { name: fullName, values: { took, outcome } };
    });
    const failed = tests.filter(({ status: outcome }) => outcome === 'failed');
    const broken = failed.map(({ fullName }) => fullName);
    if (status !== 0 && broken.length === 0) broken.push(`the test runner ended with ${status}`);
    const note =
      'The same files that the gate runs with fewer repetitions; there is no floor to compare with.';
    return { title, note, rows, broken };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
