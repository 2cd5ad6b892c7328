import type { ClassId, VisitId } from '../../shared/base/ids.ts';
import { isBlankCard } from '../../shared/domain/cards/blank-card.ts';
import { canonicalCardCode } from '../../shared/domain/cards/card-code.ts';
import type { Fact } from '../../shared/domain/facts/fact.ts';
import type { Member } from '../../shared/domain/members/member.ts';
import type { SqlRunner, Statement } from '../store/database.ts';
import { upsertCards, type Enrolment } from '../store/tables/cards.ts';
import { insertClosures, insertFreezes } from '../store/tables/excused-times.ts';
import { beginReviewGeneration } from '../store/tables/gyms.ts';
import { mergeHeartRateSessions } from '../store/tables/heart-rate-sessions.ts';
import { raiseMeasuredMaximums, type MeasuredMaximum } from '../store/tables/measured-maximums.ts';
import { outdateReviews } from '../store/tables/member-reviews.ts';
import { insertProgressMetrics } from '../store/tables/progress-metrics.ts';
import { insertRetractions } from '../store/tables/retracted-metrics.ts';
import { upsertStraps } from '../store/tables/straps.ts';
import { insertUsers } from '../store/tables/users.ts';
import { insertVisits } from '../store/tables/visits.ts';
import { dropRetracted } from './drop-retracted.ts';
import { applyGoals } from './apply-goals.ts';
import { factsOfKind, ownedFacts, type OwnedFact } from './facts-of-kind.ts';
import { applyNotificationFacts } from './apply-notification-facts.ts';
import { sessionChanges } from './heart-rate-session-changes.ts';

/** In the order of their key: two kiosks that write the same rows then lock them in the same order. */
function sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items.toSorted((left, right) =>
    keyOf(left) < keyOf(right) ? -1 : keyOf(left) > keyOf(right) ? 1 : 0,
  );
}

function toMember(fact: OwnedFact<'member.enrolled'>): Member {
  const { payload } = fact;
  return {
    id: fact.memberId,
    memberNumber: payload.member_number,
    firstName: payload.first_name,
    lastName: payload.last_name,
    alias: payload.alias,
    sex: payload.sex,
    birthDate: payload.birth_date,
    heightCm: null,
    membershipStatus: 'active',
    joinedAtMs: Date.parse(payload.joined_at),
    maxHeartRateBpm: null,
    measuredMaxHeartRateBpm: null,
    restingHeartRateBpm: null,
    boardPrivacy: 'alias',
  };
}

/** The last enrolment of every card or strap: one statement may touch a row only once. */
function latestEnrolments(enrolments: readonly Enrolment[]): Enrolment[] {
  const latest = new Map<string, Enrolment>();
  for (const enrolment of enrolments) {
    const known = latest.get(enrolment.key);
    if (known === undefined || known.enrolledAtMs <= enrolment.enrolledAtMs)
      latest.set(enrolment.key, enrolment);
  }
  return sortedBy([...latest.values()], (enrolment) => enrolment.key);
}

/** The highest maximum heart rate of each member. */
function highestMaximums(maximums: readonly MeasuredMaximum[]): MeasuredMaximum[] {
  const byMember = Map.groupBy(maximums, ({ memberId }) => memberId);
  return [...byMember].map(([memberId, all]) => ({ memberId, bpm: Math.max(...all.map(({ bpm }) => bpm)) }));
}

/** Who has to be reviewed anew: everybody these rows are about, each once. */
function reviewedMembers(...rows: readonly (readonly { readonly memberId: string }[])[]): string[] {
  return [...new Set(rows.flat().map(({ memberId }) => memberId))].sort();
}

/** Runs a statement over items unless there are none. */
async function applyAll<Item>(
  sql: SqlRunner,
  items: readonly Item[],
  build: (items: readonly Item[]) => Statement,
): Promise<void> {
  if (items.length > 0) await sql.query(build(items));
}

/** A closure excuses every member: what was concluded of any of them is of an earlier generation then. */
async function applyClosures(sql: SqlRunner, gymId: string, facts: readonly Fact[]): Promise<void> {
  const closures = factsOfKind(facts, 'gym.closed').map(({ payload }) => payload);
  if (closures.length === 0) return;
  const inOrder = sortedBy(closures, ({ from, to }) => `${from} ${to}`);
  const fresh = await sql.query(insertClosures(gymId, inOrder));
  if (fresh.length > 0) await sql.query(beginReviewGeneration(gymId));
}

/**
 * Brings what new facts say into the tables that members are served from: at most one statement a
 * table, whatever the number of facts. Kinds that only have to be kept change nothing here. What
 * follows for the members is not found out here but when somebody asks: a kiosk's backlog of weeks
 * would do it over and over.
 * @param facts checked, of this gym, not parked, stored in the same transaction
 */
export async function applyFacts(
  sql: SqlRunner,
  gymId: string,
  facts: readonly Fact[],
  nowMs: number,
): Promise<void> {
  const members = ownedFacts(facts, 'member.enrolled').map(toMember);
  await applyAll(
    sql,
    sortedBy(members, (member) => member.id),
    (items) => insertUsers(gymId, items),
  );

  // Kiosks of an older version wrote a card as it was given to them, and took a blank one for a card.
  const cards = ownedFacts(facts, 'card.enrolled')
    .filter(({ payload }) => !isBlankCard(payload.code))
    .map((fact) => ({
      key: canonicalCardCode(fact.payload.code),
      memberId: fact.memberId,
      enrolledAtMs: fact.happenedAtMs,
    }));
  await applyAll(sql, latestEnrolments(cards), (items) => upsertCards(gymId, items));

  const straps = ownedFacts(facts, 'strap.enrolled').map((fact) => ({
    key: fact.payload.sensor_id,
    memberId: fact.memberId,
    enrolledAtMs: fact.happenedAtMs,
  }));
  await applyAll(sql, latestEnrolments(straps), (items) => upsertStraps(gymId, items));

  const freezes = ownedFacts(facts, 'membership.frozen').map(({ memberId, payload }) => ({
    memberId,
    ...payload,
  }));
  await applyAll(
    sql,
    sortedBy(freezes, ({ memberId, from, to }) => `${memberId} ${from} ${to}`),
    (items) => insertFreezes(gymId, items),
  );

  await applyClosures(sql, gymId, facts);

  // A visit is a visit, whether the rules or somebody of the staff let the member in.
  const visits = [...ownedFacts(facts, 'check_in.accepted'), ...ownedFacts(facts, 'check_in.overridden')].map(
    (fact) => ({
      id: fact.payload.visit_id as VisitId,
      memberId: fact.memberId,
      checkedInAtMs: fact.happenedAtMs,
      classId: fact.payload.class_id as ClassId | null,
    }),
  );
  await applyAll(
    sql,
    sortedBy(visits, (visit) => visit.id),
    (items) => insertVisits(gymId, items),
  );

  const readings = ownedFacts(facts, 'metric.recorded').map((fact) => ({
    id: fact.payload.reading_id,
    memberId: fact.memberId,
    metricType: fact.payload.metric_type,
    value: fact.payload.value,
    recordedAtMs: fact.happenedAtMs,
    source: fact.payload.source,
    formula: fact.payload.formula,
  }));
  await applyAll(
    sql,
    sortedBy(readings, (reading) => reading.id),
    (items) => insertProgressMetrics(gymId, items),
  );

  const retractions = ownedFacts(facts, 'metric.retracted').map((fact) => ({
    memberId: fact.memberId,
    readingId: fact.payload.reading_id,
    reason: fact.payload.reason,
    retractedAtMs: fact.happenedAtMs,
  }));
  await applyAll(
    sql,
    sortedBy(retractions, (retraction) => retraction.readingId),
    (items) => insertRetractions(gymId, items),
  );

  const sessions = sortedBy(sessionChanges(facts), (change) => change.sessionId);
  await applyAll(sql, sessions, (items) => mergeHeartRateSessions(gymId, items));

  const maximums = ownedFacts(facts, 'heart_rate.maximum_raised').map(({ memberId, payload: { bpm } }) => ({
    memberId,
    bpm,
  }));
  await applyAll(
    sql,
    sortedBy(highestMaximums(maximums), ({ memberId }) => memberId),
    (items) => raiseMeasuredMaximums(gymId, items),
  );
  await applyNotificationFacts(sql, gymId, facts);

  const goals = await applyGoals(sql, gymId, facts, nowMs);

  // Last: conclusions under way wait here for this transaction, or this for them.
  const enrolled = members.map(({ id }) => ({ memberId: id }));
  await applyAll(
    sql,
    reviewedMembers(enrolled, freezes, visits, readings, retractions, maximums, goals),
    (items) => outdateReviews(gymId, items, nowMs),
  );
  const touched = [...readings.map(({ id }) => id), ...retractions.map(({ readingId }) => readingId)];
  await dropRetracted(sql, gymId, touched.sort(), nowMs);
}
