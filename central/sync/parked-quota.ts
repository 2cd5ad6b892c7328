import type { SqlRunner } from '../store/database.ts';
import type { FactToStore } from '../store/tables/facts.ts';
import { addParked, lockParked } from '../store/tables/kiosks.ts';

/**
 * What central keeps unread of one kiosk. A kiosk with a newer program says what this one has no kind for:
 * weeks of that fit; one that says anything at all does not fill the database.
 */
export const MAX_PARKED_FACTS = 20_000;
export const MAX_PARKED_BYTES = 4 * 1_024 * 1_024;

const bytesOf = ({ payloadText }: FactToStore): number => Buffer.byteLength(payloadText);

/**
 * Those of some facts to be parked that still fit. Locks the kiosk's count, so that several deliveries
 * at once cannot each fill it.
 */
export async function withinQuota(
  sql: SqlRunner,
  { gymId, kioskId }: { readonly gymId: string; readonly kioskId: string },
  parked: readonly FactToStore[],
): Promise<ReadonlySet<FactToStore>> {
  const [kiosk] = await sql.query(lockParked(gymId, kioskId));
  let facts = kiosk?.parked_facts ?? 0;
  let bytes = kiosk?.parked_bytes ?? 0;
  const fitting = new Set<FactToStore>();
  for (const fact of parked) {
    if (facts + 1 > MAX_PARKED_FACTS || bytes + bytesOf(fact) > MAX_PARKED_BYTES) break;
    facts += 1;
    bytes += bytesOf(fact);
    fitting.add(fact);
  }
  return fitting;
}

/** Counts facts that were parked. */
export async function countParked(
  sql: SqlRunner,
  { gymId, kioskId }: { readonly gymId: string; readonly kioskId: string },
  parked: readonly FactToStore[],
): Promise<void> {
  if (parked.length === 0) return;
  const bytes = parked.reduce((sum, fact) => sum + bytesOf(fact), 0);
  await sql.query(addParked(gymId, kioskId, parked.length, bytes));
}
