/** One line of a benchmark's table. */
export interface BenchRow {
  readonly name: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface BenchTable {
  readonly title: string;
  /** What the floor is and what the ratio means, in a sentence. */
  readonly note: string;
  readonly rows: readonly BenchRow[];
  /** What the run showed that must never be; the command then fails. */
  readonly broken?: readonly string[];
}

/** How much of a benchmark is wanted; each says what its long version is. */
export interface BenchOptions {
  /** The size that the targets speak of, instead of a quick look. */
  readonly long: boolean;
  /** How long a benchmark that watches over time runs, in minutes; its own choice when absent. */
  readonly minutes: number | null;
  /** A folder with logs of people, for the benchmark that judges by them. */
  readonly logs: string | null;
}

/** Median and worst of a series of milliseconds. */
export function medianAndWorst(samples: readonly number[]): { median: number; worst: number } {
  const sorted = samples.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, worst: sorted.at(-1) ?? Number.NaN };
}

/** The value that this share of the samples does not exceed, for example 0.99. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Milliseconds with one decimal. */
export function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

/** The table as aligned text. */
export function formatTable({ title, note, rows, broken = [] }: BenchTable): string {
  const columns = ['', ...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
  const cells = [
    columns,
    ...rows.map(({ name, values }) => [
      name,
      ...columns.slice(1).map((column) => String(values[column] ?? '')),
    ]),
  ];
  const widths = columns.map((_column, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  const lines = cells.map(
    (row) =>
      `  ${row.map((cell, index) => (index === 0 ? cell.padEnd(widths[index]!) : cell.padStart(widths[index]!))).join('  ')}`,
  );
  const wrong = broken.map((what) => `  BROKEN: ${what}\n`).join('');
  return `${title}\n${lines.join('\n')}\n  ${note}\n${wrong}`;
}
