import { z } from 'zod';
import type { Dashboard } from '../domain/dashboard/dashboard.ts';
import type { ProgressHistory } from '../domain/progress/progress-history.ts';
import { isoDate, isoTime } from './times.ts';

/** Schemas of the documents in `shared/domain/dashboard` and `shared/domain/progress`. */
const direction = z.enum(['up', 'down', 'flat', 'unclear']);
const source = z.enum(['manual', 'automated', 'device']);
const goalStatus = z.enum(['active', 'achieved', 'missed', 'adjusted']);
const timedValue = z.object({ recorded_at: isoTime, value: z.number() });

const classTile = z.object({
  class_id: z.string(),
  name: z.string(),
  class_type: z.string(),
  instructor: z.string(),
  starts_at: isoTime,
  duration_min: z.number(),
  places_left: z.number().int(),
  booking_status: z.string().nullable(),
});

export const timeRangeSchema = z.enum(['week', 'month', 'year', 'all']);

export const dashboardSchema: z.ZodType<Dashboard, Dashboard> = z.object({
  generated_at: isoTime,
  profile_summary: z.object({
    member_id: z.string(),
    first_name: z.string(),
    attendance_pattern: z.string(),
    visits_this_week: z.number().int(),
    visits_total: z.number().int(),
    streak_weeks: z.number().int(),
    last_visit_at: isoTime.nullable(),
    weekly_visits: z.array(z.object({ week_start: isoDate, visits: z.number().int() })),
    heat_map: z.object({ from: isoDate, visits: z.array(z.number().int()).max(371) }).optional(),
    preferences: z
      .object({
        class_types: z.array(z.string()).max(5),
        weekdays: z.array(z.number().int().min(1).max(7)),
        time_of_day: z.string().nullable(),
      })
      .optional(),
    last_week: z
      .object({
        week_start: isoDate,
        text: z.string(),
        visits: z.number().int(),
        usual_visits: z.number().nullable(),
        training_min: z.number(),
        calories_kcal: z.number(),
        effort_points: z.number(),
        achievement_types: z.array(z.string()),
      })
      .optional(),
  }),
  upcoming_classes: z.array(classTile),
  recommended_classes: z.array(classTile.extend({ reason: z.string() })),
  achievements: z.array(
    z.object({ achievement_type: z.string(), description: z.string(), achieved_at: isoTime }),
  ),
  goals: z.array(
    z.object({
      goal_id: z.string(),
      metric_type: z.string(),
      title: z.string(),
      unit: z.string(),
      start_value: z.number(),
      current_value: z.number(),
      target_value: z.number(),
      target_date: isoDate,
      decimals: z.number().int().optional(),
      status: goalStatus,
      progress: z.number().min(0).max(1),
      reached_at: isoTime.nullable(),
      reached_value: z.number().nullable(),
      outlook: z.string(),
      adjustment: z.string().optional(),
    }),
  ),
  progress_metrics: z.array(
    z.object({
      metric_type: z.string(),
      title: z.string(),
      unit: z.string(),
      decimals: z.number().int(),
      latest: timedValue.extend({ source }),
      formula: z.string().nullable(),
      series: z.array(timedValue).max(60),
      direction,
      is_improvement: z.boolean().nullable(),
      change_text: z.string(),
    }),
  ),
  community_highlights: z.array(
    z.object({ kind: z.string(), text: z.string(), share: z.number().min(0).max(1).optional() }),
  ),
  insights: z
    .array(
      z.object({
        kind: z.string(),
        metric_type: z.string().optional(),
        text: z.string(),
        strength: z.number().min(0).max(1),
        evidence: z.object({ n: z.number().int(), p_value: z.number().nullable() }),
      }),
    )
    .max(5)
    .optional(),
});

const nullableNumber = z.number().nullable();

const missing = { have: z.number().int().min(0), need: z.number().int().min(1) };

const unclearReason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('no_line') }),
  z.object({ code: z.literal('few_days'), ...missing }),
  z.object({ code: z.literal('few_weeks'), ...missing }),
  z.object({ code: z.literal('short_span'), ...missing }),
  z.object({ code: z.literal('within_spread') }),
]);

export const progressHistorySchema: z.ZodType<ProgressHistory, ProgressHistory> = z.object({
  history: z.array(timedValue.extend({ source })),
  drawn: z.object({
    form: z.enum(['dots', 'bars']),
    per: z.enum(['day', 'week', 'month']),
    values: z.array(timedValue),
  }),
  comparison: z
    .object({
      of: z.enum(['total', 'mean']),
      present: nullableNumber,
      previous: nullableNumber,
      previous_from: isoDate,
      previous_to: isoDate,
    })
    .nullable(),
  trends: z.object({
    method: z.string(),
    n: z.number().int(),
    values_of: z.enum(['day', 'week']),
    usual: nullableNumber,
    slope_per_day: nullableNumber,
    slope_low: nullableNumber,
    slope_high: nullableNumber,
    confidence: z.number(),
    direction,
    reason: unclearReason.nullable(),
    change: nullableNumber,
    change_percent: nullableNumber,
    smoothed: z.array(timedValue),
    least_squares: z
      .object({
        slope_per_day: z.number(),
        intercept: z.number(),
        r_squared: nullableNumber,
        residual_sd: nullableNumber,
      })
      .nullable(),
  }),
  projections: z.object({
    method: z.string(),
    points: z.array(
      z.object({
        date: isoDate,
        value: z.number(),
        low80: z.number(),
        high80: z.number(),
        low95: z.number(),
        high95: z.number(),
      }),
    ),
    goals: z.array(
      z.object({
        goal_id: z.string(),
        earliest: isoDate.nullable(),
        expected: isoDate.nullable(),
        latest: isoDate.nullable(),
        probability_by_target_date: nullableNumber,
      }),
    ),
  }),
  related_goals: z.array(
    z.object({
      goal_id: z.string(),
      metric_type: z.string(),
      target_value: z.number(),
      current_value: z.number(),
      target_date: isoDate,
      status: goalStatus,
      progress: z.number().min(0).max(1),
      reached_at: isoTime.nullable(),
      reached_value: nullableNumber,
    }),
  ),
});
