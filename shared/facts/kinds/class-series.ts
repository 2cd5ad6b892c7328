import { z } from 'zod';
import { defineFact } from '../define-fact.ts';
import { day, shortId, text } from '../payload-parts.ts';
import { rowChange } from '../row-changes.ts';

/** Classes of every week. The classes themselves are facts of their own: `class.scheduled`. */
export const classSeriesFacts = {
  /** By the gym's own clock. All of the series each time: an earlier word is not added to. */
  'class_series.set': defineFact({
    versions: [
      z.object({
        series_id: shortId,
        name: text.min(1),
        class_type: shortId,
        instructor: text,
        /** 1 for Monday to 7 for Sunday. */
        weekday: z.number().int().min(1).max(7),
        minute_of_day: z.number().int().min(0).max(1_439),
        duration_min: z.number().min(1).max(1_440),
        places: z.number().int().min(0).max(10_000),
        from_date: day,
        /** The last day on which there may be one; null for no end in sight. */
        until_date: day.nullable(),
      }),
    ],
    writers: ['central'],
    owner: 'gym',
    privacy: 'none',
    neededBy: 'none',
    afterErasure: 'all',
    effects: ({ payload: { series_id: id, ...said } }) => [rowChange('class_series', { id }, said)],
  }),
};
