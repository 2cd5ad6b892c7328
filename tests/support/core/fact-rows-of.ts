import type { ReadableDb } from '../../../electron/core/store/database.ts';
import { isDerivedHere } from '../../../shared/domain/progress/derive-metrics.ts';
import { columnsOf } from '../../../shared/facts/row-changes.ts';
import { TABLES, type TableName } from '../../../shared/facts/tables.ts';

/** Tables whose rows a kiosk makes from facts. */
export function tablesOfFacts(): TableName[] {
  return (Object.keys(TABLES) as TableName[]).filter((table) => columnsOf(table, 'kiosk').length > 0);
}

/** Every row that facts tell of, by table, as text in a fixed order: not what reviews derived from them. */
export function factRowsOf(db: ReadableDb): Record<string, string[]> {
  return Object.fromEntries(
    tablesOfFacts().map((table) => {
      const columns = columnsOf(table, 'kiosk').map(([name, { type }]) =>
        type === 'bytes' ? `hex(${name}) AS ${name}` : name,
      );
      const rows = db.prepare(`SELECT ${columns.join(', ')} FROM ${table}`).all() as Row[];
      const told = table === 'progress_metrics' ? rows.filter((row) => !isDerived(row)) : rows;
      return [table, told.map((row) => JSON.stringify(row)).toSorted()];
    }),
  );
}

type Row = Readonly<Record<string, unknown>>;

function isDerived({ id, metric_type: metricType, formula }: Row): boolean {
  const reading = { id, metricType, formula } as Parameters<typeof isDerivedHere>[0];
  return isDerivedHere(reading);
}
