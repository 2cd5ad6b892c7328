import { z } from 'zod';
import { defineFact } from '../define-fact.ts';
import { shortId, staffName, text } from '../payload-parts.ts';
import { rowChange } from '../row-changes.ts';

const visit = { visit_id: z.uuid(), class_id: shortId.nullable() };

/** What happened at the door. */
export const checkInFacts = {
  'check_in.accepted': defineFact({
    versions: [z.object({ ...visit, device: text })],
    writers: ['kiosk', 'central'],
    owner: 'member',
    privacy: 'attendance',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    effects: ({ memberId, happenedAtMs, payload }) => [
      rowChange(
        'visits',
        { user_id: memberId, id: payload.visit_id },
        { checked_in_at: happenedAtMs, class_id: payload.class_id },
      ),
    ],
  }),
  'check_in.refused': defineFact({
    versions: [z.object({ reason: text, device: text })],
    writers: ['kiosk'],
    owner: 'member_or_nobody',
    privacy: 'attendance',
    neededBy: 'none',
    afterErasure: 'nothing',
    effects: ({ kioskId, epoch, seq, memberId, happenedAtMs, payload }) => [
      rowChange(
        'check_in_refusals',
        { kiosk_id: kioskId, fact_epoch: epoch, fact_seq: seq },
        { user_id: memberId, refused_at: happenedAtMs, reason: payload.reason, device: payload.device },
      ),
    ],
  }),
  /** Staff let somebody in whom the rules had refused: a visit is a visit. */
  'check_in.overridden': defineFact({
    versions: [
      z.object({
        ...visit,
        staff: staffName,
        because: text,
        /** The refusal's own fact, and what it said. */
        refusal_epoch: z.number().int().positive(),
        refusal_seq: z.number().int().positive(),
        reason: text,
      }),
    ],
    writers: ['kiosk'],
    owner: 'member',
    privacy: 'attendance',
    neededBy: 'every_kiosk',
    afterErasure: 'nothing',
    effects: ({ kioskId, memberId, happenedAtMs, payload }) => [
      rowChange(
        'visits',
        { user_id: memberId, id: payload.visit_id },
        { checked_in_at: happenedAtMs, class_id: payload.class_id },
      ),
      rowChange(
        'check_in_refusals',
        { kiosk_id: kioskId, fact_epoch: payload.refusal_epoch, fact_seq: payload.refusal_seq },
        { visit_id: payload.visit_id },
      ),
    ],
  }),
};
