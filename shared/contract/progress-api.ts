import { z } from 'zod';
import { procedure, sessionRef } from './kiosk-procedure.ts';
import { progressHistorySchema, timeRangeSchema } from './member-documents.ts';
import { entryFormSchema, entryListSchema, entryOutcomeSchema } from './progress-entry.ts';
import { isoDate } from './times.ts';

const metricType = z.string().min(1).max(50);

/** A member's metrics: looking at one, noting values by hand, taking them back. */
export const progressApi = {
  history: procedure
    .input(sessionRef.extend({ metric_type: metricType, time_range: timeRangeSchema }))
    .output(progressHistorySchema),
  /** What the member may note by hand. */
  entryForm: procedure.input(sessionRef).output(entryFormSchema),
  /**
   * Notes a value by hand. The page makes the id, once for each time the number pad is opened:
   * asking again with the same one stores nothing more and answers with what is stored.
   */
  record: procedure
    .input(
      sessionRef.extend({
        entry_id: z.uuid(),
        metric_type: metricType,
        value: z.number(),
        /** The day it was measured on, for one in the past; null for now. */
        recorded_on: isoDate.nullable(),
        /** The member was asked about a surprising value, and it is right. */
        confirmed: z.boolean(),
      }),
    )
    .output(entryOutcomeSchema),
  /** The member's own entries of a metric, newest first. */
  entries: procedure.input(sessionRef.extend({ metric_type: metricType })).output(entryListSchema),
  /** Takes an entry back, right away or later. A second time changes nothing. */
  takeBack: procedure.input(sessionRef.extend({ entry_id: z.string().min(1).max(200) })).output(z.void()),
};
