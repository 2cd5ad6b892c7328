import { dateOfDay } from '../base/calendar-days.ts';
import type { GoalId } from '../base/ids.ts';
import { adjustGoal } from '../domain/goals/adjust-goal.ts';
import { metricForecaster } from '../domain/progress/recent-readings.ts';
import { evaluateGoal, goalProgress, goalReached } from '../domain/goals/goal-progress.ts';
import type { Goal } from '../domain/goals/goal.ts';
import { findMetric } from '../domain/metrics/metric-registry.ts';
import type { MetricReading } from '../domain/metrics/metric-reading.ts';
import { wallClockMs } from './gym-days.ts';
import type { GymSpan } from './people.ts';
import type { Person } from './person.ts';
import { memberDayKey, PURPOSES } from './purposes.ts';
import { createRandomStream, seededUuid } from './random-stream.ts';
import type { RandomStream } from './random-stream.ts';

/** A goal and, where it was reached, when. */
export interface SetGoal {
  readonly goal: Goal;
  readonly reachedAtMs: number | null;
}

/** A kind of goal that members set themselves. */
interface GoalIdea {
  readonly metricType: string;
  /** Share of the members it fits who set it. */
  readonly share: number;
  /** Days before today (or before leaving) on which it was set. */
  readonly setDaysAgo: readonly [least: number, most: number];
  readonly lengthDays: readonly [least: number, most: number];
  /** Distance from the start that somebody like this aims for; null where the goal does not fit the person. */
  readonly ambition: (
    random: RandomStream,
    person: Person,
    startValue: number,
    lengthDays: number,
  ) => number | null;
  /** Targets are round numbers of this size. */
  readonly step: number;
}

const weightAmbition: GoalIdea['ambition'] = (random, { body }) => {
  const kg = random.between(0.035, 0.085) * body.startWeightKg;
  if (body.weightCourse === 'stable') return null;
  return body.weightCourse === 'gaining' ? 0.5 * kg : -kg;
};
const countAmbition: GoalIdea['ambition'] = (random, { habits }, _, lengthDays) =>
  (habits.visitsPerWeek * lengthDays * random.between(0.65, 1.15)) / 7;
const strengthAmbition: GoalIdea['ambition'] = (random, _, startValue) =>
  startValue * random.between(0.05, 0.14);
const restingAmbition: GoalIdea['ambition'] = (random) => -random.between(2, 6);

/** One goal of each kind at most, some of them from times gone by. */
const IDEAS: readonly GoalIdea[] = [
  {
    metricType: 'body_weight',
    share: 0.75,
    setDaysAgo: [21, 100],
    lengthDays: [110, 200],
    ambition: weightAmbition,
    step: 0.5,
  },
  {
    metricType: 'body_weight',
    share: 0.4,
    setDaysAgo: [220, 420],
    lengthDays: [80, 160],
    ambition: weightAmbition,
    step: 0.5,
  },
  {
    metricType: 'workout_count',
    share: 0.45,
    setDaysAgo: [7, 60],
    lengthDays: [70, 91],
    ambition: countAmbition,
    step: 1,
  },
  {
    metricType: 'workout_count',
    share: 0.35,
    setDaysAgo: [120, 300],
    lengthDays: [56, 91],
    ambition: countAmbition,
    step: 1,
  },
  {
    metricType: 'one_rep_max',
    share: 0.5,
    setDaysAgo: [30, 150],
    lengthDays: [90, 180],
    ambition: strengthAmbition,
    step: 2.5,
  },
  {
    metricType: 'resting_heart_rate',
    share: 0.3,
    setDaysAgo: [40, 140],
    lengthDays: [90, 180],
    ambition: restingAmbition,
    step: 1,
  },
];
const AUTO_ADJUST_SHARE = 0.4;

/**
 * The goals somebody set, judged by what was read since: some reached, some missed, most under way.
 * @param readings all of the member's, oldest first
 */
export function setGoals(
  person: Person,
  readings: readonly MetricReading[],
  span: GymSpan,
): readonly SetGoal[] {
  const random = createRandomStream(span.seed, PURPOSES.goals, 0);
  return IDEAS.flatMap((idea, place) => {
    random.restart(span.seed, PURPOSES.goals, memberDayKey(person.index, place));
    const goal = drawGoal(random, person, idea, readings, span);
    return goal === null ? [] : [judge(goal, readings, span)];
  });
}

function drawGoal(
  random: RandomStream,
  person: Person,
  idea: GoalIdea,
  readings: readonly MetricReading[],
  span: GymSpan,
): Goal | null {
  const { course, member } = person;
  const isSet = random.chance(idea.share);
  const lastDay = Math.min(span.today, course.endDay);
  const startDay = lastDay - random.whole(...idea.setDaysAgo);
  const lengthDays = random.whole(...idea.lengthDays);
  if (!isSet || startDay <= Math.max(span.startDay, course.joinDay)) return null;
  const startMs = wallClockMs(span.local, startDay, 12 * 60);
  const isCounted = findMetric(idea.metricType)?.isCounted === true;
  const before = readings.findLast(
    ({ metricType, recordedAtMs }) => metricType === idea.metricType && recordedAtMs < startMs,
  );
  const startValue = isCounted ? 0 : (before?.value ?? null);
  if (startValue === null) return null;
  const ambition = idea.ambition(random, person, startValue, lengthDays);
  if (ambition === null) return null;
  const targetValue = Math.round((startValue + ambition) / idea.step) * idea.step;
  if (targetValue === startValue) return null;
  return {
    id: seededUuid(random, startMs) as GoalId,
    memberId: member.id,
    metricType: idea.metricType,
    startValue,
    targetValue,
    currentValue: startValue,
    startDate: dateOfDay(startDay),
    targetDate: dateOfDay(startDay + lengthDays),
    status: 'active',
    autoAdjust: random.chance(AUTO_ADJUST_SHARE),
  };
}

/** Brings a goal to today. It was reached when a reading first said so, whatever came after. */
function judge(goal: Goal, readings: readonly MetricReading[], span: GymSpan): SetGoal {
  const { nowMs, local } = span;
  const first = goalReached(
    goal,
    readings.filter(({ metricType }) => metricType === goal.metricType),
    local,
  );
  const reached: Goal = first === null ? goal : { ...goal, status: 'achieved' };
  const { currentValue, status } = evaluateGoal(reached, readings, nowMs, local);
  return {
    goal: adjusted({ ...goal, currentValue, status }, readings, span),
    reachedAtMs: first?.atMs ?? null,
  };
}

/** A goal that may move itself has done so by now, as it would have at the kiosk. */
function adjusted(goal: Goal, readings: readonly MetricReading[], { nowMs, local }: GymSpan): Goal {
  if (!goal.autoAdjust) return goal;
  const ofMetric = readings.filter(({ metricType }) => metricType === goal.metricType);
  const forecast = metricForecaster(goal.metricType, ofMetric, nowMs, local)(goal);
  const adjustment = adjustGoal(goal, forecast, nowMs, local);
  if (adjustment === null) return goal;
  const { targetValue, targetDate } = adjustment;
  const moved: Goal = { ...goal, targetValue, targetDate, status: 'adjusted' };
  return goalProgress(moved) < 1 ? moved : goal;
}
