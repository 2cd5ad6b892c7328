import { z } from 'zod';

import { MAX_STAFF, staffRoleSchema } from './staff-account.ts';
import { epochMs } from './times.ts';

/** What the screen shows of staff mode besides the documents it asks for. */

export const staffSignInSchema = z.object({
  session_id: z.string(),
  /** Accounts that may sign in by PIN alone; the others hold their card to a reader first. */
  accounts: z.array(z.object({ name: z.string(), role: staffRoleSchema })).max(MAX_STAFF),
  takes_cards: z.boolean(),
  /** Whose PIN is asked for; null while nobody has been chosen. */
  chosen: z.string().nullable(),
  with_card: z.boolean(),
  /** A PIN is being checked. */
  checking: z.boolean(),
  /** Wrong PINs that are still possible before a wait; null before the first. */
  tries_left: z.number().int().nonnegative().nullable(),
  locked_until: epochMs.nullable(),
  /** The start screen is back by then when nothing is touched. */
  ends_at: epochMs,
});
export type StaffSignIn = z.infer<typeof staffSignInSchema>;

export const staffSessionSchema = z.object({
  session_id: z.string(),
  name: z.string(),
  role: staffRoleSchema,
  /** When the "still there?" question shows and when staff mode ends without an answer. */
  idle_prompt_at: epochMs,
  idle_logout_at: epochMs,
  /** Staff mode ends here whatever happens. */
  ends_at: epochMs,
  /** A card is waited for that is to become a member's, or was until now. */
  enrolment: z
    .object({
      member_id: z.string(),
      until: epochMs,
      state: z.enum(['waiting', 'enrolled', 'taken', 'timed_out']),
    })
    .nullable(),
});
export type StaffSession = z.infer<typeof staffSessionSchema>;
