import type { LocalDays } from '../../base/local-days.ts';
import { usableVisits } from '../attendance/usable-visits.ts';
import type { GymClass } from '../classes/gym-class.ts';
import type { Member } from '../members/member.ts';
import type { MetricReading } from '../metrics/metric-reading.ts';
import { usableReadings } from '../metrics/usable-readings.ts';
import type { Visit } from '../visits/visit.ts';
import { phraseOf } from '../wording/phrases.ts';
import type { Wording } from '../wording/wording.ts';
import { achievementFinding } from './achievement-finding.ts';
import { ACHIEVEMENT_RULES } from './achievement-rules.ts';
import type { AchievementRule } from './achievement-rules.ts';
import type { Achievement } from './achievement.ts';
import { COUNTS } from './milestones.ts';
import type { MemberPast, Milestone } from './milestones.ts';

/** A member's whole past, as rows in any order. */
export interface AchievementInput {
  readonly member: Pick<Member, 'id' | 'joinedAtMs'>;
  readonly visits: readonly Visit[];
  readonly classes: readonly GymClass[];
  readonly readings: readonly MetricReading[];
  /** When each of the member's goals was reached. */
  readonly goalsReachedAtMs: readonly number[];
  readonly excusedWeeks: ReadonlySet<number>;
  readonly nowMs: number;
  readonly days: LocalDays;
}

/** An achievement's identity: evaluating again, late or on two machines gives the same one. */
export function achievementId(memberId: string, ruleKey: string, period: string): string {
  return `${memberId}/${ruleKey}/${period}`;
}

/**
 * Everything the member has earned so far, oldest first: each rule at most once per period, dated to
 * the moment its threshold was crossed. Store those whose id is not there yet.
 * @param words language of the stored description
 */
export function evaluateAchievements(input: AchievementInput, words: Wording): readonly Achievement[] {
  return earnedAchievements(
    {
      visits: usableVisits(input.visits, input.nowMs),
      classes: new Map(input.classes.map((gymClass) => [gymClass.id, gymClass])),
      readings: Map.groupBy(usableReadings(input.readings, input.nowMs), (reading) => reading.metricType),
      goalsReachedAtMs: input.goalsReachedAtMs
        .filter((time) => time <= input.nowMs)
        .toSorted((left, right) => left - right),
      joinedAtMs: input.member.joinedAtMs,
      excusedWeeks: input.excusedWeeks,
      days: input.days,
    },
    input.member.id,
    words,
  );
}

/** The same from a past that is in order already. */
export function earnedAchievements(
  past: MemberPast,
  memberId: Member['id'],
  words: Wording,
): readonly Achievement[] {
  // Rules of one family count the same thing up to another number: it is counted once for all of them.
  const counted = new Map<string, readonly Milestone[]>();
  return ACHIEVEMENT_RULES.flatMap((rule) => {
    const key = `${rule.family}/${rule.metric}`;
    const milestones = counted.get(key) ?? COUNTS[rule.family](past, rule);
    counted.set(key, milestones);
    return earnedBy(rule, milestones, past, memberId, words);
  }).sort((left, right) => left.achievedAtMs - right.achievedAtMs || (left.id < right.id ? -1 : 1));
}

function earnedBy(
  rule: AchievementRule,
  milestones: readonly Milestone[],
  past: MemberPast,
  memberId: Member['id'],
  words: Wording,
): readonly Achievement[] {
  const earned = new Map<string, Achievement>();
  for (const { atMs, count, period } of milestones) {
    if (count < rule.threshold || earned.has(period)) continue;
    earned.set(period, {
      id: achievementId(memberId, rule.key, period),
      memberId,
      achievementType: rule.key,
      description: phraseOf(words.achievement, achievementFinding(rule)),
      achievedAtMs: atMs,
      relatedMetric: rule.metric,
      relatedValue: rule.family === 'personal_record' ? valueAt(rule, past, atMs) : rule.threshold,
    });
  }
  return [...earned.values()];
}

function valueAt(rule: AchievementRule, past: MemberPast, atMs: number): number | null {
  const reading = (past.readings.get(rule.metric ?? '') ?? []).find(
    ({ recordedAtMs }) => recordedAtMs === atMs,
  );
  return reading?.value ?? null;
}
