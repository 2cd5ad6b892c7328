import { z } from 'zod';
import { procedure, sessionRef } from './kiosk-procedure.ts';
import { isoDate } from './times.ts';

const goalId = z.string().min(1).max(64);

/** Why a target by a date makes no goal. */
export const goalRefusalSchema = z.enum([
  'unknown_metric',
  'no_goal_metric',
  'no_reading',
  'reading_too_old',
  'implausible_target',
  'too_near',
  'wrong_way',
  'no_date',
  'too_soon',
  'too_late',
  'goal_exists',
  'too_many_goals',
  'goal_over',
]);

export const goalMetricSchema = z.object({
  metric_type: z.string(),
  /** In the gym's language. */
  title: z.string(),
  unit: z.string(),
  decimals: z.number().int().min(0).max(2),
  max: z.number(),
  /** Adds up from nothing; others start at what the member has now. */
  is_counted: z.boolean(),
  /** What progress would be measured from; null where a present reading has yet to come. */
  start: z.number().nullable(),
  /** Goals that fit this member's own history, the nearest first. */
  presets: z
    .array(
      z.object({ target_value: z.number(), target_date: isoDate, usual_per_week: z.number().nullable() }),
    )
    .max(3),
  /** Why there is no start; null where there is one. */
  missing: z.enum(['no_reading', 'reading_too_old']).nullable(),
});
export type GoalMetric = z.infer<typeof goalMetricSchema>;

export const ownGoalSchema = z.object({
  goal_id: z.string(),
  metric_type: z.string(),
  target_value: z.number(),
  target_date: isoDate,
  status: z.enum(['active', 'achieved', 'missed', 'adjusted']),
  auto_adjust: z.boolean(),
});
export type OwnGoal = z.infer<typeof ownGoalSchema>;

export const goalFormSchema = z.object({
  /** The gym's day, which dates are counted from. */
  today: isoDate,
  metrics: z.array(goalMetricSchema).max(40),
  goals: z.array(ownGoalSchema).max(200),
});
export type GoalForm = z.infer<typeof goalFormSchema>;

const draft = z.object({
  goal_id: goalId,
  metric_type: z.string().min(1).max(50),
  target_value: z.number(),
  target_date: isoDate,
  auto_adjust: z.boolean(),
});
export type GoalDraft = z.infer<typeof draft>;

export const goalPreviewSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('possible'),
    /** In words, in the gym's language. */
    outlook: z.string(),
    /** 0 to 1; null where the readings do not say. */
    probability: z.number().nullable(),
  }),
  z.object({ outcome: z.literal('refused'), code: goalRefusalSchema }),
]);
export type GoalPreview = z.infer<typeof goalPreviewSchema>;

export const goalAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done') }),
  z.object({ outcome: z.literal('refused'), code: goalRefusalSchema }),
]);

/** A member's goals: what may be wanted, how likely it is, setting, changing and giving up. */
export const goalsApi = {
  form: procedure.input(sessionRef).output(goalFormSchema),
  /** How likely a goal is; nothing is stored. */
  preview: procedure.input(sessionRef.extend(draft.shape)).output(goalPreviewSchema),
  /** The page makes the id, once for each goal it begins: the same one again changes nothing. */
  set: procedure.input(sessionRef.extend(draft.shape)).output(goalAnswerSchema),
  change: procedure.input(sessionRef.extend(draft.shape)).output(goalAnswerSchema),
  end: procedure.input(sessionRef.extend({ goal_id: goalId })).output(z.void()),
};
