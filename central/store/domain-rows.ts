import { BEFORE_FACTS } from '../../shared/facts/domain-rows.ts';
import { mergeRow, type MergedRow, type RowChange } from '../../shared/facts/row-changes.ts';
import type { TableName } from '../../shared/facts/tables.ts';
import type { Statement } from './database.ts';
import { mergeFactRows } from './fact-rows.ts';

/** Rows that come from elsewhere than a fact: a demo gym, an import. */
export function rowsBeforeFacts(changes: readonly RowChange[]): MergedRow[] {
  return changes.map((change) => mergeRow(null, change, BEFORE_FACTS));
}

/** Stores rows of one table through the same statement that facts go through. @param changes each key once */
export function storeRows<Table extends TableName>(
  gymId: string,
  table: Table,
  changes: readonly RowChange<Table>[],
): Statement<Record<string, unknown>> {
  return mergeFactRows(gymId, table, rowsBeforeFacts(changes));
}
