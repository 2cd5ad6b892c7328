import { z } from 'zod';
import { defineFact } from '../define-fact.ts';
import { shortId, text } from '../payload-parts.ts';
import { rowChange } from '../row-changes.ts';

const name = text.min(1);

/** The timetable: each class by itself, whatever series it belongs to. */
export const classFacts = {
  /** Said again it is the same class at another time, in another place, with somebody else. */
  'class.scheduled': defineFact({
    versions: [
      z.object({
        class_id: shortId,
        name,
        class_type: shortId,
        instructor: text,
        starts_at: z.iso.datetime(),
        duration_min: z.number().min(1).max(1_440),
        places: z.number().int().min(0).max(10_000),
      }),
    ],
    writers: ['central'],
    owner: 'gym',
    privacy: 'none',
    neededBy: 'every_kiosk',
    afterErasure: 'all',
    effects: ({ payload }) => [
      rowChange(
        'classes',
        { id: payload.class_id },
        {
          name: payload.name,
          class_type: payload.class_type,
          instructor: payload.instructor,
          starts_at: Date.parse(payload.starts_at),
          duration_min: payload.duration_min,
          places: payload.places,
          places_taken: 0,
        },
      ),
    ],
  }),
  /** For good: a class that takes place after all is scheduled under another id. */
  'class.cancelled': defineFact({
    versions: [z.object({ class_id: shortId })],
    writers: ['central'],
    owner: 'gym',
    privacy: 'none',
    neededBy: 'every_kiosk',
    afterErasure: 'all',
    effects: ({ happenedAtMs, payload }) => [
      rowChange('cancelled_classes', { id: payload.class_id }, { cancelled_at: happenedAtMs }),
    ],
  }),
};
