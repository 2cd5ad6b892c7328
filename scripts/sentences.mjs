import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { NODE, ROOT } from './set-up/paths.mjs';
import { setUp } from './set-up/set-up.mjs';

/** Prints every sentence of the product in each language, to be read aloud: npm run sentences */
await setUp();
const list = spawn(NODE, [join(ROOT, 'tests', 'support', 'wording', 'print-sentences.ts')], {
  stdio: 'inherit',
});
list.on('exit', (status) => process.exit(status ?? 1));
