import { oc } from '@orpc/contract';
import { z } from 'zod';

/** The session that core holds: the page never names a person. */
export const sessionRef = z.object({ session_id: z.string().min(1).max(64) });

const errors = {
  /** The session is over; the screen goes back to the start. */
  SESSION_OVER: { status: 409 },
  /** Somebody else wears that strap, or it has not been heard for a while. */
  STRAP_NOT_AVAILABLE: { status: 409 },
  /** Not possible in the present state, for example finishing what never began. */
  NOT_NOW: { status: 409 },
  UNKNOWN_METRIC: { status: 404 },
  /** The product derives this metric or reads it off a device; nobody types it in. */
  NOT_BY_HAND: { status: 422 },
  /** No reading of this metric can have that value. */
  IMPLAUSIBLE_VALUE: { status: 422 },
  /** Nothing is noted for that day: it is to come, or too long ago. */
  NOT_THAT_DAY: { status: 422 },
  /** That id belongs to something else, or to an entry that was taken back. */
  ID_TAKEN: { status: 409 },
  /** The disk does not take writes; nothing was stored. */
  STORAGE_FAILING: { status: 503 },
  NOT_A_DEMO: { status: 403 },
  WRONG_PIN: { status: 401 },
  /** A PIN that anybody would try first. */
  PIN_TOO_EASY: { status: 422 },
  /** Why is between the member and the staff. */
  SEE_FRONT_DESK: { status: 403 },
  /** Too many wrong PINs; for staff the state says until when. */
  LOCKED: { status: 429 },
  /** Nobody of the staff is signed in with this session. */
  STAFF_ONLY: { status: 403 },
  /** Signed in, but not with a role that may do this. */
  ROLE_NOT_ALLOWED: { status: 403 },
  /** What was asked for is not there (any more). */
  NOT_FOUND: { status: 404 },
} as const;

/** What every procedure of the kiosk's contract starts from. */
export const procedure = oc.errors(errors);
