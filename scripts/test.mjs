import { readFileSync, rmSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { STATIC_STEPS } from './check-steps.mjs';
import { NODE, ROOT } from './set-up/paths.mjs';
import { run, say } from './set-up/run.mjs';
import { setUp } from './set-up/set-up.mjs';
import { startVirtualScreen } from './set-up/virtual-screen.mjs';

/**
 * Everything that CI runs: types, lint, format, unused code, import rules, unit and integration
 * tests, then the built app in a real Electron window. Goes on after a failure, so that one run
 * tells all of them; the last line counts.
 */
const started = Date.now();
await setUp({ window: true, tests: true });
const reports = join(ROOT, 'out', 'test-reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const vitestReport = join(reports, 'vitest.json');
const e2eReport = join(reports, 'e2e.json');
const counts = { passed: 0, failed: 0 };

for (const step of STATIC_STEPS) await runStep(step);

const vitest = await runStep({
  title: 'unit, architecture and integration tests',
  program: NODE,
  args: [
    join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ],
  isTests: true,
});
count(vitest, vitestReport, (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }));

const screen = process.platform === 'linux' ? await startVirtualScreen() : null;
const e2e = await runStep({
  title: 'end to end in a real window',
  program: NODE,
  args: [
    join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'),
    'test',
    '-c',
    'tests/e2e/playwright.config.ts',
  ],
  env: {
    ...process.env,
    ...(screen === null ? {} : { DISPLAY: screen.display }),
    PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport,
  },
  isTests: true,
});
screen?.stop();
count(e2e, e2eReport, ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));

say(`Took ${Math.round((Date.now() - started) / 1000)} s.`);
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
process.exit(counts.failed === 0 ? 0 : 1);

async function runStep({ title, program, args, env, isTests = false }) {
  const from = Date.now();
  if (isTests) say(`\n— ${title}`);
  const { status, output } = await run(program, args, {
    quiet: !isTests,
    ...(env === undefined ? {} : { env }),
  });
  say(`${status === 0 ? 'ok    ' : 'FAILED'} ${title} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
  if (status !== 0 && output !== '') say(output.trim());
  if (!isTests) counts[status === 0 ? 'passed' : 'failed'] += 1;
  return status;
}

/** Adds a runner's own counts; a runner that failed without a failed test counts as one. */
function count(status, reportPath, read) {
  let said = { passed: 0, failed: 0 };
  try {
    said = read(JSON.parse(readFileSync(reportPath, 'utf8')));
  } catch {
    say(`No report at ${reportPath}`);
  }
  counts.passed += said.passed;
  counts.failed += status !== 0 && said.failed === 0 ? 1 : said.failed;
}
