import type { WritableDb } from '../../../electron/core/store/database.ts';
import { importRow } from '../../../electron/core/store/fact-rows.ts';
import { visitRow } from '../../../shared/facts/domain-rows.ts';
import type { Visit } from '../../../shared/domain/visits/visit.ts';

/** Rows as if central had sent them: without facts of this kiosk. */
export function putVisit(tx: WritableDb, visit: Visit): void {
  importRow(tx, visitRow(visit));
}
