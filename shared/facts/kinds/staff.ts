import { z } from 'zod';
import { staffLeaveReasonSchema, staffRoleSchema } from '../../contract/staff-account.ts';
import { defineFact, NO_EFFECTS } from '../define-fact.ts';
import { hash, setAsideFact, shortId, staffName, text } from '../payload-parts.ts';

/** A kind that is only kept: who of the staff did what, and what the kiosk did by itself. */
const kept = <Schema extends z.ZodType>(schema: Schema) =>
  defineFact({
    versions: [schema],
    writers: ['kiosk'],
    // Some are about a member as well.
    owner: 'member_or_nobody',
    privacy: 'staff',
    neededBy: 'none',
    afterErasure: 'nothing',
    effects: NO_EFFECTS,
  });

const count = z.number().int().min(0).max(1e12);
const heldBack = { device: shortId, kind: shortId, code: shortId };

/** What staff did, and what runs by itself and somebody has to know of. */
export const staffFacts = {
  'staff.signed_in': kept(z.object({ staff: staffName, role: staffRoleSchema, with_card: z.boolean() })),
  'staff.sign_in_failed': kept(z.object({ staff: staffName, failed: z.number().int().min(0).max(1e6) })),
  'staff.signed_out': kept(z.object({ staff: staffName, reason: staffLeaveReasonSchema })),
  /** A look at what is about members: one member, or a page that names several. */
  'staff.looked': kept(z.object({ staff: staffName, page: text, query: text.nullable() })),
  /** Anything staff did that has no kind of its own. */
  'staff.acted': kept(
    z.object({ staff: staffName, action: text, subject: text.nullable(), because: text.optional() }),
  ),
  /** A fact that central had refused was put back into the queue … */
  'fact.retried': kept(z.object({ staff: staffName, ...setAsideFact })),
  /** … or taken out of it for good. Its hash stays, so that a gap at central can be accounted for. */
  'fact.set_aside': kept(z.object({ staff: staffName, because: text, hash, ...setAsideFact })),
  /** Damage to the kiosk's own store was found when it started, and this is what was done about it. */
  'store.recovered': kept(
    z.object({
      code: shortId,
      base: z.enum(['backup', 'file', 'none']),
      facts_salvaged: count,
      facts_missing: count,
      rows_kept: count,
      rows_lost: count,
    }),
  ),
  /** What came in could not be stored for a reason of its own, and was set aside … */
  'reading.set_aside': kept(z.object(heldBack)),
  /** … and staff had it tried again, or put it away; null where the oldest made room for a newer one. */
  'reading.settled': kept(
    z.object({
      staff: staffName.nullable(),
      ...heldBack,
      outcome: z.enum(['stored', 'dismissed', 'dropped']),
    }),
  ),
  /** A background job of the kiosk ended whose failure somebody has to do something about. */
  'job.finished': kept(
    z.object({
      job: shortId,
      due_at: z.iso.datetime(),
      outcome: z.enum(['succeeded', 'failed']),
      code: text.nullable(),
    }),
  ),
};
