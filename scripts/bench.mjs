import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { NODE, ROOT } from './set-up/paths.mjs';
import { setUp } from './set-up/set-up.mjs';
import { startVirtualScreen } from './set-up/virtual-screen.mjs';

/** The benchmarks, as ratios to floors measured in the same run. Words pick some of them. */
await setUp({ window: true, tests: true });
const screen = process.platform === 'linux' ? await startVirtualScreen() : null;
const bench = spawn(NODE, ['--expose-gc', join(ROOT, 'tests', 'bench', 'run.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, ...(screen === null ? {} : { DISPLAY: screen.display }) },
});
bench.on('exit', (status) => {
  screen?.stop();
  process.exit(status ?? 1);
});
