import { fuzzBluetooth } from '../support/devices/fuzz-bluetooth.ts';
import { fuzzDrivers } from '../support/devices/fuzz-drivers.ts';
import type { BenchOptions, BenchTable } from './report.ts';

const LINES = 400_000;
const LONG_LINES = 10_000_000;
const SEED = 1;
const PACKETS = 100_000;
const LONG_PACKETS = 1_000_000;
const MOST_GROWTH_MIB = 4;

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

/** A controller in full dialogue that damages three packets in ten. Long: a million. */
export async function fuzzBluetoothController({ long }: BenchOptions): Promise<BenchTable> {
  const packets = long ? LONG_PACKETS : PACKETS;
  const { damaged, readings, implausible, exceptions, restarts, heapBytes } = fuzzBluetooth(packets, SEED);
  const [before, warm, after] = heapBytes.map((bytes) => bytes / 1_048_576);
  return {
    title: `A damaged Bluetooth controller: ${packets} HCI packets, seed ${SEED}`,
    note: `Setting up, linking, discovering and measuring, with damage in each. Heap in use: ${before!.toFixed(2)} MiB before, ${warm!.toFixed(2)} MiB after a tenth, ${after!.toFixed(2)} MiB at the end.`,
    rows: [
      {
        name: 'bluetooth',
        values: {
          packets,
          damaged,
          readings,
          implausible,
          exceptions: exceptions.length,
          'set up anew': restarts,
        },
      },
    ],
    broken: [
      ...exceptions.map((text) => `the driver threw: ${text}`),
      ...(implausible > 0 ? [`${implausible} readings that the contract forbids`] : []),
      ...(after! - warm! > MOST_GROWTH_MIB ? ['memory grew'] : []),
    ],
  };
}
