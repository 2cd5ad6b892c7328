import type { GoalForm, GoalPreview } from '../../shared/contract/goals-api.ts';

/** What may be wanted, and one goal under way. */
export function sampleGoalForm(nowMs: number): GoalForm {
  const date = (days: number) => new Date(nowMs + days * 86_400_000).toISOString().slice(0, 10);
  const preset = (target_value: number, days: number, usual_per_week: number | null) => [
    { target_value, target_date: date(days), usual_per_week },
  ];
  return {
    today: date(0),
    metrics: [
      { metric_type: 'workout_count', title: 'Workouts', unit: 'workouts', decimals: 0, max: 1_000, is_counted: true, start: 0, missing: null, presets: preset(24, 56, 2.7) },
      { metric_type: 'body_weight', title: 'Body weight', unit: 'kg', decimals: 1, max: 350, is_counted: false, start: 64.8, missing: null, presets: [] },
      { metric_type: 'resting_heart_rate', title: 'Resting heart rate', unit: 'bpm', decimals: 0, max: 130, is_counted: false, start: 58, missing: null, presets: preset(56, 28, null) },
      { metric_type: 'one_rep_max', title: 'One-repetition maximum', unit: 'kg', decimals: 1, max: 600, is_counted: false, start: null, missing: 'no_reading', presets: [] },
    ],
    goals: [
      { goal_id: 'g-1', metric_type: 'workout_count', target_value: 60, target_date: date(80), status: 'active', auto_adjust: true },
    ],
  }; // prettier-ignore
}

export const SAMPLE_PREVIEW: GoalPreview = {
  outcome: 'possible',
  outlook: 'At this pace you get there between 12 May and 3 June, in time.',
  probability: 0.83,
};
