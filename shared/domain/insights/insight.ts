import { isPrivateMetric, type MetricDefinition } from '../metrics/metric-registry.ts';

/** Something a member's history shows that is worth a sentence. */
export type InsightFinding =
  /** Back after weeks away. */
  | { readonly kind: 'welcome_back'; readonly weeks: number }
  /** Visits a week rose or fell to a new level, `weeks` ago. */
  | { readonly kind: 'more_often'; readonly before: number; readonly now: number; readonly weeks: number }
  | { readonly kind: 'less_often'; readonly before: number; readonly now: number; readonly weeks: number }
  /** One more week makes a round streak: the running one, or the next where they came this week already. */
  | { readonly kind: 'streak_step'; readonly next: number; readonly week: 'this' | 'next' }
  /** Last week earned more effort points than any of the weeks before. */
  | { readonly kind: 'big_week'; readonly points: number; readonly usual: number }
  /** The last seven days were much harder than usual. */
  | { readonly kind: 'load_jump'; readonly times: number }
  | {
      readonly kind: 'unusual_reading';
      readonly metric: MetricDefinition;
      readonly value: number;
      readonly low: number;
      readonly high: number;
    }
  | { readonly kind: 'personal_record'; readonly metric: MetricDefinition; readonly value: number }
  | { readonly kind: 'goal_near'; readonly metric: MetricDefinition; readonly share: number }
  | { readonly kind: 'goal_behind'; readonly metric: MetricDefinition }
  | { readonly kind: 'plateau'; readonly metric: MetricDefinition; readonly weeks: number }
  | {
      readonly kind: 'good_trend';
      readonly metric: MetricDefinition;
      readonly change: number;
      readonly weeks: number;
    }
  | { readonly kind: 'faster_recovery'; readonly change: number; readonly weeks: number }
  | { readonly kind: 'lower_resting_rate'; readonly change: number; readonly weeks: number }
  /** Sessions on this weekday (1 Monday to 7 Sunday) earn more points than on others. */
  | {
      readonly kind: 'best_weekday';
      readonly weekday: number;
      readonly points: number;
      readonly others: number;
    }
  /** The usual time of day moved; minutes of the day. */
  | { readonly kind: 'new_time'; readonly from: number; readonly to: number }
  | { readonly kind: 'tried_new'; readonly className: string };

/** A finding with what speaks for it. */
export interface Insight {
  readonly finding: InsightFinding;
  /** What it is about; of all findings about one thing only the strongest is told, so none contradict. */
  readonly subject: string;
  /** 0 to 1: how much it matters to the member, given how sure it is. */
  readonly strength: number;
  readonly evidence: {
    /** Visits, weeks or readings it rests on. */
    readonly n: number;
    /** Chance of seeing as much without anything behind it; null where no test was needed. */
    readonly pValue: number | null;
  };
}

/** Key of the metric a finding is about, null for one about visits and habits. */
export function metricOf(finding: InsightFinding): string | null {
  if (finding.kind === 'faster_recovery') return 'heart_rate_recovery_60s';
  if (finding.kind === 'lower_resting_rate') return 'resting_heart_rate';
  return 'metric' in finding ? finding.metric.type : null;
}

/**
 * Before whose eyes a finding may stand on a screen in a hall: anybody's, the member's alone ("you come less often"
 * is nobody else's business), or as its metric says.
 */
const SEEN_BY: Readonly<Record<InsightFinding['kind'], 'anybody' | 'member' | 'as_metric'>> = {
  welcome_back: 'anybody',
  more_often: 'anybody',
  less_often: 'member',
  streak_step: 'anybody',
  big_week: 'anybody',
  load_jump: 'anybody',
  unusual_reading: 'as_metric',
  personal_record: 'as_metric',
  goal_near: 'as_metric',
  goal_behind: 'as_metric',
  plateau: 'as_metric',
  good_trend: 'as_metric',
  faster_recovery: 'as_metric',
  lower_resting_rate: 'as_metric',
  best_weekday: 'anybody',
  new_time: 'anybody',
  tried_new: 'anybody',
};

/**
 * Whether an insight may be read by whoever stands near: no number of a body is in it.
 * @param kind of a document, so perhaps one this build does not know: that is for the member alone
 */
export function isForAnybody(kind: string, metricType: string | undefined): boolean {
  const seenBy = Object.hasOwn(SEEN_BY, kind) ? SEEN_BY[kind as InsightFinding['kind']] : 'member';
  if (seenBy === 'as_metric') return metricType !== undefined && !isPrivateMetric(metricType);
  return seenBy === 'anybody';
}
