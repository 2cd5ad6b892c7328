import type { Fact } from '../../shared/facts/fact.ts';
import type { SqlRunner } from '../store/database.ts';
import { applyFacts } from './apply-facts.ts';
import { appendToGymLog, DraftRefused, type CentralDraft, type Saying } from './gym-log.ts';
import { settleNumbers } from './settle-numbers.ts';

/** Facts whose rows are written together: each statement then stays of a size that every store likes. */
const FACTS_PER_STEP = 2_000;

/**
 * Says something for a gym, as central: appended to the gym's own log with everything that it does to rows, and
 * on its way to the kiosks with the same commit. All drafts or none.
 * @param sql a transaction; whoever checks before (is this number free?) takes `lockGymLog` first
 * @param drafts any number of them, in the order in which they count
 * @param saying.actor kept in the facts' own column, never told to kiosks
 * @returns the facts as they were stored
 * @throws DraftRefused where a draft is none of central's or does not fit its kind, or a member to be enrolled
 *   has the number of somebody else; the transaction must not go on then
 */
export async function sayAtCentral(
  sql: SqlRunner,
  gymId: string,
  drafts: readonly CentralDraft[],
  saying: Saying,
): Promise<Fact[]> {
  const said: Fact[] = [];
  for (let from = 0; from < drafts.length; from += FACTS_PER_STEP) {
    const facts = await appendToGymLog(sql, gymId, drafts.slice(from, from + FACTS_PER_STEP), saying);
    await applyFacts(sql, gymId, facts, saying.nowMs);
    const [conflict] = await settleNumbers(sql, gymId, facts, saying.nowMs);
    if (conflict !== undefined) {
      const index = facts.findIndex(({ fact }) => fact.memberId === conflict.other_id);
      const { member_number: number, holder_id: holderId, holder_name: holder } = conflict;
      throw new DraftRefused('member_number_taken', from + index, `${number} is ${holder}`, holderId);
    }
    said.push(...facts.map(({ fact }) => fact));
  }
  return said;
}
