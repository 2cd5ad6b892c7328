import { antDecode } from './ant-decode.bench.ts';
import { antIntegrity } from './ant-integrity.bench.ts';
import { bluetooth, unplugBluetooth } from './bluetooth.bench.ts';
import { calibration } from './calibration.bench.ts';
import { checkInToGreeting } from './check-in.bench.ts';
import { coverage } from './coverage.bench.ts';
import { dashboardGrowth } from './dashboard-growth.bench.ts';
import { firstWindow } from './first-window.bench.ts';
import { fuzz, fuzzBluetoothController } from './fuzz.bench.ts';
import { ingest } from './ingest.bench.ts';
import { nightly } from './nightly.bench.ts';
import { recording } from './recording.bench.ts';
import { recommendations } from './recommendations.bench.ts';
import { formatTable, type BenchOptions, type BenchTable } from './report.ts';
import { push } from './push.bench.ts';
import { people } from './people.bench.ts';
import { readerStall } from './reader-stall.bench.ts';
import { story } from './story.bench.ts';
import { straps } from './straps.bench.ts';
import { factHistories, kills, properties } from './thorough.bench.ts';
import { trends } from './trends.bench.ts';
import { unplug } from './unplug.bench.ts';

type Bench = (options: BenchOptions) => Promise<BenchTable | readonly BenchTable[]>;

/**
 * Every benchmark by name; `npm run bench -- ant` runs those whose name begins with the word. With
 * `--long` they run at the size of the targets, with `--minutes=10` those that watch run that long.
 */
const BENCHES: Readonly<Record<string, Bench>> = {
  'first-window': firstWindow,
  'check-in': checkInToGreeting,
  'ant-decode': antDecode,
  'ant-integrity': antIntegrity,
  fuzz,
  kills,
  properties,
  'fact-histories': factHistories,
  ingest,
  recording,
  unplug,
  straps,
  bluetooth,
  'bluetooth-unplug': unplugBluetooth,
  'bluetooth-fuzz': fuzzBluetoothController,
  'reader-stall': readerStall,
  trends,
  coverage,
  people,
  calibration,
  recommendations,
  'dashboard-growth': dashboardGrowth,
  nightly,
  push,
  story,
};

const words = process.argv.slice(2);
const wanted = words.filter((word) => !word.startsWith('-'));
const logs = words.find((word) => word.startsWith('--logs='))?.slice('--logs='.length);
const minutes = words.find((word) => word.startsWith('--minutes='))?.slice('--minutes='.length);
const options: BenchOptions = {
  long: words.includes('--long'),
  minutes: minutes === undefined ? null : Number(minutes),
  logs: logs ?? null,
};
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.some((word) => name.startsWith(word))) continue;
  for (const table of [await bench(options)].flat()) {
    process.stdout.write(`${formatTable(table)}\n`);
    if ((table.broken ?? []).length > 0) process.exitCode = 1;
  }
}
