import { MAX_CARE_SHOWN, type StaffCare } from '../../../shared/contract/staff-documents.ts';
import type { ReadableDb } from '../store/database.ts';
import { countSetAside, listSetAside, type SetAside } from '../store/tables/set-aside-readings.ts';
import { listOpenIncidents } from '../store/tables/store-incidents.ts';
import { maskedCard } from './device-test.ts';

/** What befell the store and what could not be stored, as staff see it. Nothing of it is about a body. */
export function readStaffCare(db: ReadableDb): StaffCare {
  return {
    incidents: listOpenIncidents(db, MAX_CARE_SHOWN).map(({ id, code, foundAtMs, details }) => ({
      id,
      code,
      at: foundAtMs,
      base: details.base,
      facts_salvaged: details.factsSalvaged,
      facts_missing: details.factsMissing,
      rows_kept: details.rowsKept,
      rows_lost: details.rowsLost,
    })),
    readings_total: countSetAside(db),
    readings: listSetAside(db, MAX_CARE_SHOWN).map(({ id, code, reading }) => ({
      id,
      kind: reading.kind,
      device: reading.device,
      at: reading.at,
      code,
      what: reading.kind === 'card' ? maskedCard(reading.code) : null,
      can_retry: canRetry(reading),
    })),
  };
}

function canRetry(reading: SetAside): boolean {
  if (reading.kind === 'pin') return reading.member_id !== null;
  return reading.kind !== 'heart_rate' && reading.kind !== 'heart_rate_minutes';
}
