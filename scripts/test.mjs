import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { STATIC_STEPS } from './check-steps.mjs';
import { environmentAt } from './gate/awkward-times.mjs';
import {
  childCpuSeconds,
  costTable,
  readPlaywrightReport,
  readVitestReport,
  slowestFiles,
} from './gate/costs.mjs';
import { PROJECTS, readArguments } from './gate/read-arguments.mjs';
import { CACHE, NODE, ROOT } from './set-up/paths.mjs';
import { run, say } from './set-up/run.mjs';
import { setUp } from './set-up/set-up.mjs';
import { startVirtualScreen } from './set-up/virtual-screen.mjs';

/**
 * Everything that CI runs: types, lint, format, unused code, import rules, unit and integration
 * tests, then the built app in a real Electron window. Goes on after a failure, so that one run
 * tells all of them; the last line counts.
 */
const asked = readArguments(process.argv.slice(2));
if ('usage' in asked) {
  say(asked.usage);
  process.exit(64);
}
const counts = { passed: 0, failed: 0 };
/** @type {import('./gate/costs.mjs').Cost[]} */
const costs = [];
const files = [];
const reports = join(ROOT, 'out', 'test-reports');
const started = Date.now();

await timed('set-up', () => setUp({ window: asked.parts.includes('window'), tests: true }));
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
if (asked.parts.includes('static')) {
  await timed('static checks', async () => {
    for (const step of STATIC_STEPS) await runStep(step);
  });
}
const projects = PROJECTS.filter((project) => asked.parts.includes(project));
for (const [turn, when] of asked.times.entries()) if (projects.length > 0) await runVitest(turn, when);
if (asked.parts.includes('window')) await timed('end to end in a real window', runWindow);

say(`\nThe slowest test files:\n${slowestFiles(files)}`);
say(`\nWhat each part cost:\n${costTable(costs)}`);
say(`Took ${Math.round((Date.now() - started) / 1000)} s.`);
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
process.exit(counts.failed === 0 ? 0 : 1);

/** @param {import('./gate/read-arguments.mjs').When} when */
async function runVitest(turn, when) {
  const again = `npm test -- --at ${when.at ?? 'now'}${when.zone === null ? '' : ` --zone ${when.zone}`}`;
  say(`\nTests run as if it were then (${when.why}); to do so again: ${again}`);
  const outputFile = join(reports, `vitest-${turn}.json`);
  const title = `${projects.join(', ')} tests at ${when.at ?? 'now'}`;
  const status = await timed(title, () =>
    runStep({
      title,
      program: NODE,
      args: [
        join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
        'run',
        ...projects.map((project) => `--project=${project}`),
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${outputFile}`,
      ],
      env: { ...environmentAt(when), NODE_COMPILE_CACHE: join(CACHE, 'compiled') },
      isTests: true,
    }),
  );
  count(status, outputFile, readVitestReport);
  if (status !== 0) say(`These failed as if it were ${when.at ?? 'now'}; again: ${again}`);
}

async function runWindow() {
  const onScreens = process.platform === 'linux';
  const screens = onScreens ? [await startVirtualScreen(), await startVirtualScreen()] : [];
  const outputFile = join(reports, 'window.json');
  const status = await runStep({
    title: 'end to end in a real window',
    program: NODE,
    args: [
      join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'),
      'test',
      '-c',
      'tests/e2e/playwright.config.ts',
    ],
    env: {
      // The window's processes keep the machine's clock, wherever it stands.
      ...environmentAt({ at: null, zone: asked.times[0].zone }),
      ...(onScreens ? { TEST_DISPLAYS: screens.map(({ display }) => display).join(' ') } : {}),
      PLAYWRIGHT_JSON_OUTPUT_FILE: outputFile,
    },
    isTests: true,
  });
  for (const screen of screens) screen.stop();
  count(status, outputFile, readPlaywrightReport);
}

/** Notes what a part costs, in time and in processors. */
async function timed(name, work) {
  const from = { ms: performance.now(), cpu: childCpuSeconds() };
  const result = await work();
  const cpu = childCpuSeconds();
  costs.push({
    name,
    seconds: (performance.now() - from.ms) / 1000,
    cpuSeconds: cpu === null || from.cpu === null ? null : cpu - from.cpu,
  });
  return result;
}

async function runStep({ title, program, args, env, isTests = false }) {
  const from = performance.now();
  if (isTests) say(`\n— ${title}`);
  const { status, output } = await run(program, args, {
    quiet: !isTests,
    ...(env === undefined ? {} : { env }),
  });
  say(`${status === 0 ? 'ok    ' : 'FAILED'} ${title} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
  if (status !== 0 && output !== '') say(output.trim());
  if (!isTests) counts[status === 0 ? 'passed' : 'failed'] += 1;
  return status;
}

/** Adds a runner's own counts; a runner that failed without a failed test counts as one. */
function count(status, reportPath, read) {
  let said = { passed: 0, failed: 0, files: [] };
  try {
    said = read(reportPath);
  } catch {
    say(`No report at ${reportPath}`);
  }
  counts.passed += said.passed;
  counts.failed += status !== 0 && said.failed === 0 ? 1 : said.failed;
  files.push(...said.files);
}
