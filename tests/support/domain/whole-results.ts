import type { Result } from '../../../shared/base/result.ts';
import type { DemoGym, DemoGymRefusal, DemoGymRequest } from '../../../shared/demo/demo-gym.ts';
import { demoGymInSteps } from '../../../shared/demo/generate-demo-gym.ts';
import {
  findingsFor,
  summariseCommunity,
  type CommunityFinding,
  type CommunityWeek,
} from '../../../shared/domain/community/community-findings.ts';
import type { GymClass } from '../../../shared/domain/classes/gym-class.ts';
import type { Visit } from '../../../shared/domain/visits/visit.ts';
import { evaluateGoal } from '../../../shared/domain/goals/goal-progress.ts';
import { createGoalForecaster } from '../../../shared/domain/goals/goal-forecaster.ts';
import { strongestInsights, type InsightInput } from '../../../shared/domain/insights/find-insights.ts';
import type { Insight } from '../../../shared/domain/insights/insight.ts';
import {
  learnRecommendationsInSteps,
  type GymPast,
} from '../../../shared/domain/recommendations/learn-recommendations.ts';
import {
  recommendByTaste,
  type Recommendation,
  type Choice,
} from '../../../shared/domain/recommendations/recommend-classes.ts';
import type { RecommendationModel } from '../../../shared/domain/recommendations/recommendation-model.ts';
import { tasteOf } from '../../../shared/domain/recommendations/taste.ts';
import { createTrendReader } from '../../../shared/domain/trends/trend-reader.ts';

/** What the product does in parts, done in one go for whoever compares the whole. */

/** The gym's week for one member. */
export function communityFindings(week: CommunityWeek, viewerId: string): readonly CommunityFinding[] {
  return findingsFor(summariseCommunity(week), viewerId);
}

/** What a member's history shows, from rows alone. */
export function findInsights(input: InsightInput): readonly Insight[] {
  const { nowMs, days, readings } = input;
  const goals = input.goals.map((goal) => {
    const { currentValue, status } = evaluateGoal(goal, readings.get(goal.metricType) ?? [], nowMs, days);
    return { ...goal, currentValue, status };
  });
  const trendOf = createTrendReader(readings, nowMs, days);
  const forecastOf = createGoalForecaster(readings, trendOf, nowMs, days);
  return strongestInsights({ ...input, goals, trendOf, forecastOf });
}

export interface RecommendationInput extends Choice {
  /** This member's visits, usable, oldest first. */
  readonly visits: readonly Visit[];
  /** Classes behind those visits, by id. */
  readonly classes: ReadonlyMap<string, GymClass>;
}

/** Suggested classes, with the taste read from the same rows. */
export function recommendClasses(input: RecommendationInput): readonly Recommendation[] {
  return recommendByTaste(tasteOf(input.visits, input.classes, input.nowMs, input.days), input);
}

/** What the gym's members choose classes by; null with too few choices. */
export function learnRecommendations(past: GymPast): RecommendationModel | null {
  const steps = learnRecommendationsInSteps(past);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** A believable gym. @param request.onProgress hears 0 to 1 */
export function generateDemoGym(
  request: DemoGymRequest & { readonly onProgress?: (share: number) => void },
): Result<DemoGym, DemoGymRefusal> {
  const steps = demoGymInSteps(request);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    request.onProgress?.(step.value);
  }
}
