import type { INCIDENT_CODES } from '../../../../shared/contract/staff-documents.ts';
import type { ReadableDb, WritableDb } from '../database.ts';
import { sql } from '../sql.ts';

/** What can befall a store that staff have to know of. */
export type IncidentCode = (typeof INCIDENT_CODES)[number];

export interface StoreIncident {
  readonly id: number;
  readonly code: IncidentCode;
  readonly foundAtMs: number;
  readonly details: IncidentDetails;
}

/** What was done about it; every count may be 0. */
export interface IncidentDetails {
  /** Which copy the kiosk goes on with: a backup, what was in the file without its log, or none. */
  readonly base: 'backup' | 'file' | 'none';
  readonly factsSalvaged: number;
  readonly factsMissing: number;
  readonly rowsKept: number;
  readonly rowsLost: number;
}

export const NOTHING_DONE: IncidentDetails = {
  base: 'none',
  factsSalvaged: 0,
  factsMissing: 0,
  rowsKept: 0,
  rowsLost: 0,
};

interface IncidentRow extends Omit<StoreIncident, 'details'> {
  readonly details: string;
}

const INCIDENT = 'id, code, found_at AS foundAtMs, details';
const toIncident = (row: IncidentRow): StoreIncident => ({
  ...row,
  details: JSON.parse(row.details) as IncidentDetails,
});

export function insertIncident(tx: WritableDb, incident: Omit<StoreIncident, 'id'>): void {
  sql(tx, 'INSERT INTO store_incidents (code, found_at, details) VALUES (?, ?, ?)').run(
    incident.code,
    incident.foundAtMs,
    JSON.stringify(incident.details),
  );
}

/** Those that no fact tells of yet, oldest first. */
export function listUnnotedIncidents(db: ReadableDb): StoreIncident[] {
  return sql<IncidentRow>(db, `SELECT ${INCIDENT} FROM store_incidents WHERE is_noted = 0 ORDER BY id`)
    .all()
    .map(toIncident);
}

export function markIncidentNoted(tx: WritableDb, id: number): void {
  sql(tx, 'UPDATE store_incidents SET is_noted = 1 WHERE id = ?').run(id);
}

/** Those that staff have not put away yet, newest first. */
export function listOpenIncidents(db: ReadableDb, limit: number): StoreIncident[] {
  return sql<IncidentRow>(
    db,
    `SELECT ${INCIDENT} FROM store_incidents WHERE is_seen = 0 ORDER BY id DESC LIMIT ?`,
  )
    .all(limit)
    .map(toIncident);
}

/** Staff have seen it. @returns false for one that is not open */
export function markIncidentSeen(tx: WritableDb, id: number): boolean {
  return sql(tx, 'UPDATE store_incidents SET is_seen = 1 WHERE id = ? AND is_seen = 0').run(id).changes > 0;
}
