import type { FactId, MemberId } from '../../../shared/base/ids.ts';
import type { Fact } from '../../../shared/facts/fact.ts';
import { eachPage, recordsOn, type PageRecord } from './database-pages.ts';
import { hashOf } from './fact-log.ts';
import type { KioskIdentity } from './tables/kiosk.ts';

type Owner = Pick<KioskIdentity, 'kioskId' | 'gymId'>;
const FACT_COLUMNS = 11;
const HASH = /^[0-9a-f]{64}$/;

/**
 * Every fact that is still on a page of a damaged database or of its log, as it was written: each is checked
 * against its own hash, so that nothing false can come of it. The same fact may come several times.
 * @param owners whose facts they may be: the hash covers it, the row does not say it
 * @returns yields shares of the work between them, as numbers
 */
export function* salvageFacts(path: string, owners: readonly Owner[]): Generator<Fact | number> {
  for (const { page, readPage, share } of eachPage(path)) {
    for (const record of recordsOn(page, readPage)) {
      const fact = toFact(record, owners);
      if (fact !== null) yield fact;
    }
    yield share;
  }
}

function toFact(record: PageRecord, owners: readonly Owner[]): Fact | null {
  if (record.length < FACT_COLUMNS) return null;
  const [epoch, seq, id, kind, version, memberId, happenedAtMs, zone, payload, prevHash, hash] = record;
  const isFact =
    isCount(epoch) &&
    isCount(seq) &&
    isCount(version) &&
    typeof id === 'string' &&
    typeof kind === 'string' &&
    (memberId === null || typeof memberId === 'string') &&
    typeof happenedAtMs === 'number' &&
    typeof zone === 'string' &&
    typeof payload === 'string' &&
    typeof prevHash === 'string' &&
    typeof hash === 'string' &&
    HASH.test(hash);
  if (!isFact) return null;
  try {
    for (const { kioskId, gymId } of owners) {
      const unhashed = {
        gymId, kioskId, epoch, seq, id: id as FactId, kind, version, memberId: memberId as MemberId | null,
        happenedAtMs, zone, payload: JSON.parse(payload) as Fact['payload'], prevHash,
      }; // prettier-ignore
      if (hashOf(unhashed) === hash) return { ...unhashed, hash };
    }
  } catch {
    // A payload that is no JSON, a time that is none: damaged like one whose hash is wrong.
  }
  return null;
}

function isCount(cell: unknown): cell is number {
  return Number.isSafeInteger(cell) && (cell as number) > 0;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who a damaged database may have belonged to: rows that look like its identity. They prove nothing. */
export function* salvageOwners(path: string, gymId: string): Generator<KioskIdentity | number> {
  for (const { page, readPage, share } of eachPage(path)) {
    for (const record of recordsOn(page, readPage)) {
      const [, kioskId, gym, epoch] = record;
      if (
        record.length === 5 &&
        typeof kioskId === 'string' &&
        ID.test(kioskId) &&
        gym === gymId &&
        isCount(epoch)
      )
        yield { kioskId, gymId: gym, epoch } as KioskIdentity;
    }
    yield share;
  }
}
