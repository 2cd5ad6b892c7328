import { findMetric } from '../metrics/metric-registry.ts';
import type { MetricDefinition } from '../metrics/metric-registry.ts';
import type { AchievementFamily, AchievementRule } from './achievement-rules.ts';

/** An achievement as wording gets it: what was counted, how much of it, and of which metric. */
export type AchievementFinding = {
  [Family in AchievementFamily]: {
    readonly kind: Family;
    readonly threshold: number;
    readonly metric: MetricDefinition | null;
  };
}[AchievementFamily];

/** The finding a rule stands for. */
export function achievementFinding(rule: AchievementRule): AchievementFinding {
  return { kind: rule.family, threshold: rule.threshold, metric: findMetric(rule.metric ?? '') ?? null };
}
