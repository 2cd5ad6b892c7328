import { z } from 'zod';
import { isoTime } from './times.ts';

/** A metric that a person may note by hand, with what the number pad has to know of it. */
export const enterableMetricSchema = z.object({
  metric_type: z.string(),
  /** In the gym's language. */
  title: z.string(),
  unit: z.string(),
  decimals: z.number().int().min(0).max(2),
  /** Plausible values, ends included. */
  min: z.number(),
  max: z.number(),
  /** What one press more or less is, in the unit. */
  step: z.number().positive(),
  last: z.object({ value: z.number(), recorded_at: isoTime }).nullable(),
});
export type EnterableMetric = z.infer<typeof enterableMetricSchema>;

/** Every metric that may be noted by hand, in the order a dashboard shows them. */
export const entryFormSchema = z.array(enterableMetricSchema).max(40);

/** A reading that its member noted by hand and may take back. */
export const entryTakenSchema = z.object({
  entry_id: z.string(),
  metric_type: z.string(),
  value: z.number(),
  recorded_at: isoTime,
});
export type EntryTaken = z.infer<typeof entryTakenSchema>;

/** The latest of a member's own entries of one metric, newest first. */
export const MAX_LISTED_ENTRIES = 30;
export const entryListSchema = z.array(entryTakenSchema).max(MAX_LISTED_ENTRIES);

export const entryOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('recorded'),
    entry: entryTakenSchema,
    /** Until when taking it back is offered as undoing a slip; UTC epoch milliseconds. */
    undo_until: z.number().int(),
  }),
  /** Nothing is stored yet: the member's own history lets expect something between these. */
  z.object({ outcome: z.literal('surprising'), low: z.number(), high: z.number() }),
]);
export type EntryOutcome = z.infer<typeof entryOutcomeSchema>;
