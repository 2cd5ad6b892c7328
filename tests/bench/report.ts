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
}

/** Median and worst of a series of milliseconds. */
export function medianAndWorst(samples: readonly number[]): { median: number; worst: number } {
  const sorted = samples.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, worst: sorted.at(-1) ?? Number.NaN };
}

/** Milliseconds with one decimal. */
export function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

/** The table as aligned text. */
export function formatTable({ title, note, rows }: BenchTable): string {
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
  return `${title}\n${lines.join('\n')}\n  ${note}\n`;
}
