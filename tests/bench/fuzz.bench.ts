import { fuzzDrivers } from '../support/devices/fuzz-drivers.ts';
import type { BenchOptions, BenchTable } from './report.ts';

const LINES = 400_000;
const LONG_LINES = 10_000_000;
const SEED = 1;

/**
 * Damaged frames and lines against every driver: exceptions, readings the contract forbids, memory.
 * Long: ten million.
 */
export async function fuzz({ long }: BenchOptions): Promise<BenchTable> {
  const lines = long ? LONG_LINES : LINES;
  const { families, kinds, heapBytes, seconds } = fuzzDrivers(lines, SEED);
  const rows = families.map((each) => ({
    name: each.family,
    values: {
      messages: each.lines,
      MB: (each.bytes / 1e6).toFixed(1),
      readings: each.readings,
      discards: Object.values(each.discarded).reduce((sum, count) => sum + count, 0),
      implausible: each.implausible,
      exceptions: each.exceptions.length,
    },
  }));
  const broken = families.flatMap(({ family, exceptions, implausible }) => [
    ...exceptions.map((text) => `${family} threw: ${text}`),
    ...(implausible > 0 ? [`${family} told ${implausible} readings that the contract forbids`] : []),
  ]);
  const [before, warm, after] = heapBytes.map((bytes) => (bytes / 1_048_576).toFixed(2));
  const made = Object.entries(kinds).map(([kind, count]) => `${count} ${kind}`);
  return {
    title: `Fuzzed drivers: ${lines} messages, seed ${SEED}, ${seconds.toFixed(0)} s`,
    note: `Made of recorded dialogue: ${made.join(', ')}. Heap in use: ${before} MiB before, ${warm} MiB after a tenth, ${after} MiB at the end.`,
    rows,
    broken,
  };
}
