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
import { readArguments } from './read-arguments.ts';
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

/** Every benchmark by name, in the order in which they run. */
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

const asked = readArguments(process.argv.slice(2), Object.keys(BENCHES));
if ('usage' in asked) {
  process.stderr.write(`${asked.usage}\n`);
  process.exit(64);
}
for (const name of asked.benches) {
  for (const table of [await BENCHES[name]!(asked.options)].flat()) {
    process.stdout.write(`${formatTable(table)}\n`);
    if ((table.broken ?? []).length > 0) process.exitCode = 1;
  }
}
