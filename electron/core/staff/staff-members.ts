import type { MemberId } from '../../../shared/base/ids.ts';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import { isBlankCard } from '../../../shared/domain/cards/blank-card.ts';
import { canonicalCardCode } from '../../../shared/domain/cards/card-code.ts';
import { memberOrder } from '../../../shared/domain/members/compare-names.ts';
import type { MemberMatcher } from '../../../shared/domain/members/match-name.ts';
import type { ReadableDb, WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { auditActInside } from './staff-acts.ts';
import { hasOwner } from '../store/tables/straps.ts';
import { eachListedMember, type ListedMember } from '../store/tables/users.ts';
import { findCardHolder } from '../members/whose-card.ts';

/** Members who are meant, in order of their names in the gym's language; at most `limit`. */
export function findMembers(
  db: ReadableDb,
  language: string,
  isMeant: MemberMatcher,
  limit: number,
): ListedMember[] {
  const found: ListedMember[] = [];
  for (const member of eachListedMember(db)) if (isMeant(member)) found.push(member);
  return found.sort(memberOrder(language)).slice(0, limit);
}

/**
 * Staff give a member a card. One transaction with `alsoWrite` (the reader's cursor).
 * @returns `taken` when it is or may be somebody's already (that staff wanted to is noted), `blank` for one that
 *   is no card; the card is not stored then
 */
export function enrolCard(
  store: Store,
  card: { staff: string; memberId: MemberId; code: string },
  alsoWrite: (tx: WritableDb) => void,
): Result<void, 'taken' | 'blank'> {
  const { staff, memberId } = card;
  const code = canonicalCardCode(card.code);
  return store.write((tx) => {
    alsoWrite(tx);
    if (isBlankCard(card.code)) return fail('blank');
    const isFree = findCardHolder(tx, card.code).found === 'nobody';
    if (!isFree) {
      auditActInside(tx, store, { staff, action: 'enrol_card.taken', subject: memberId });
      return fail('taken');
    }
    store.facts.append(tx, {
      kind: 'card.enrolled',
      memberId,
      happenedAtMs: store.nowMs(),
      payload: { code, staff },
    });
    return ok(undefined);
  });
}

/** Staff give a member a strap of their own. @returns `taken` when it is somebody's already */
export function enrolStrap(
  store: Store,
  strap: { staff: string; memberId: MemberId; sensorId: string },
): Result<void, 'taken'> {
  const { staff, memberId, sensorId } = strap;
  return store.write((tx) => {
    if (hasOwner(tx, sensorId)) return fail('taken');
    store.facts.append(tx, {
      kind: 'strap.enrolled',
      memberId,
      happenedAtMs: store.nowMs(),
      payload: { sensor_id: sensorId, staff },
    });
    return ok(undefined);
  });
}
