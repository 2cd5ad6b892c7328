import { checkInToGreeting } from './check-in.bench.ts';
import { firstWindow } from './first-window.bench.ts';
import { formatTable, type BenchTable } from './report.ts';

/** Every benchmark by name; `npm run bench -- window` runs those whose name holds the word. */
const BENCHES: Readonly<Record<string, () => Promise<BenchTable>>> = {
  'first-window': firstWindow,
  'check-in': checkInToGreeting,
};

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
  process.stdout.write(`${formatTable(await bench())}\n`);
}
