import { isFactKind, payloadSchema } from '../../../shared/facts/all-facts.ts';
import type { Fact } from '../../../shared/facts/fact.ts';
import { write, type ReadableDb } from './database.ts';
import { applyFact } from './fact-rows.ts';
import { listFactsAfter, type FactKey } from './tables/facts.ts';
import type { KioskIdentity } from './tables/kiosk.ts';

const FACTS_PER_STEP = 500;

/**
 * Makes the rows that a log tells of, in the order it was written: an empty database comes to the rows that
 * living it produced, and one that lost some gets them back. Rows that are there stay; doing it again
 * changes nothing. Whoever stops it begins anew.
 * @param log where the facts are
 * @param rows where their rows are made; may be the same
 * @returns yields after each step how many facts were replayed since the last one
 */
export function* replayFacts(
  log: ReadableDb,
  rows: ReadableDb,
  identity: Pick<KioskIdentity, 'kioskId' | 'gymId'>,
): Generator<number, void, void> {
  let after: FactKey = { epoch: 0, seq: 0 };
  for (;;) {
    const facts = listFactsAfter(log, identity, after, FACTS_PER_STEP);
    const last = facts.at(-1);
    if (last === undefined) return;
    const readable = facts.filter(isReadable);
    write(rows, (tx) => readable.forEach((fact) => applyFact(tx, fact, 'in_order')));
    after = last;
    yield readable.length;
  }
}

/** A fact that this version of the product understands: what it does to rows is only known of those. */
function isReadable({ kind, version, payload }: Fact): boolean {
  return isFactKind(kind) && payloadSchema(kind, version)?.safeParse(payload).success === true;
}
