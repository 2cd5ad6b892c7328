import { z } from 'zod';
import { epochMs } from './times.ts';

const weightUnitSchema = z.enum(['kg', 'lb']);

/** Where the weigh-in of the member at the screen stands. Weights in kilograms. */
export const weighInViewSchema = z.discriminatedUnion('phase', [
  z.object({
    phase: z.literal('none'),
    /** A weight of today that may be this member's, and nobody's so far. */
    offer: z
      .object({ reading_id: z.string(), kg: z.number(), at: epochMs, unit: weightUnitSchema })
      .nullable(),
  }),
  z.object({
    phase: z.literal('waiting'),
    expires_at: epochMs,
    /** What the scale shows while it settles; null while nobody stands on it. */
    live_kg: z.number().nullable(),
    /** The last stable weight was none that a person can have. */
    implausible: z.boolean(),
    unit: weightUnitSchema,
  }),
  /** The weight is far from what the member's own history leads to expect. */
  z.object({ phase: z.literal('question'), kg: z.number(), unit: weightUnitSchema }),
  z.object({
    phase: z.literal('done'),
    kg: z.number(),
    at: epochMs,
    unit: weightUnitSchema,
    previous: z.object({ kg: z.number(), at: epochMs }).nullable(),
    /** What an analyser measured beside the weight. */
    composition: z
      .array(z.object({ title: z.string(), value: z.string(), unit: z.string().nullable() }))
      .max(12),
    after_exercise: z.boolean(),
    undo_until: epochMs,
  }),
  /** No stable weight came in time. */
  z.object({ phase: z.literal('missed') }),
]);
export type WeighInView = z.infer<typeof weighInViewSchema>;
