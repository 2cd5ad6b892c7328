import { STATIC_STEPS } from './check-steps.mjs';
import { run, say } from './set-up/run.mjs';
import { setUp } from './set-up/set-up.mjs';

/** Types, lint, format and unused code: everything that needs no running program. */
await setUp();
let failed = 0;
for (const { title, program, args } of STATIC_STEPS) {
  const { status, output } = await run(program, args, { quiet: true });
  say(`${status === 0 ? 'ok    ' : 'FAILED'} ${title}`);
  if (status === 0) continue;
  failed += 1;
  say(output.trim());
}
process.exit(failed === 0 ? 0 : 1);
