import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { ROOT } from '../set-up/paths.mjs';

const CLOCK_TICKS_A_SECOND = 100;
const SLOWEST = 20;

/** Processor seconds of all processes that this one has started and that have ended; null where nobody says. */
export function childCpuSeconds() {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) / CLOCK_TICKS_A_SECOND;
  } catch {
    return null;
  }
}

/** @typedef {{ name: string, seconds: number, cpuSeconds: number | null }} Cost */

/** What each part cost, as a table. @param {readonly Cost[]} costs */
export function costTable(costs) {
  const cpu = (value) => (value === null ? '' : `${value.toFixed(1).padStart(8)} s of processors`);
  const line = ({ name, seconds, cpuSeconds }) =>
    `${seconds.toFixed(1).padStart(8)} s  ${cpu(cpuSeconds)}  ${name}`;
  return costs.map(line).join('\n');
}

/** The slowest test files of Vitest's and Playwright's reports. */
export function slowestFiles(files) {
  return files
    .toSorted((left, right) => right.ms - left.ms)
    .slice(0, SLOWEST)
    .map(({ name, ms }) => `${(ms / 1_000).toFixed(1).padStart(8)} s  ${name}`)
    .join('\n');
}

/** @returns {{ passed: number, failed: number, files: { name: string, ms: number }[] }} */
export function readVitestReport(path) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    files: report.testResults.map(({ name, startTime, endTime }) => ({
      name: relative(ROOT, name),
      ms: endTime - startTime,
    })),
  };
}

/** @returns {{ passed: number, failed: number, files: { name: string, ms: number }[] }} */
export function readPlaywrightReport(path) {
  const { stats, suites } = JSON.parse(readFileSync(path, 'utf8'));
  const sum = (suite) => {
    const results = (suite.specs ?? []).flatMap(({ tests }) => tests).flatMap((test) => test.results);
    const own = results.reduce((total, { duration }) => total + duration, 0);
    return (suite.suites ?? []).reduce((total, inner) => total + sum(inner), own);
  };
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    files: suites.map((suite) => ({ name: `tests/e2e/${suite.file}`, ms: sum(suite) })),
  };
}
