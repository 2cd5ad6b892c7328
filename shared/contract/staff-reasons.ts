import { z } from 'zod';

/**
 * Why staff did what others may ask about. Kept as the code and worded where it is read, in the reader's
 * language; facts of older versions hold the words that were shown, and are shown as they are.
 */
export const STAFF_REASONS = {
  setFactAside: ['wrong_record', 'test_record', 'entered_elsewhere'],
  overrideRefusal: ['paid_at_desk', 'trial', 'data_wrong'],
  forgetPin: ['forgotten', 'known_to_others'],
  leaveKiosk: ['maintenance', 'update', 'closing'],
} as const;

/** A code that may stand for why; never a sentence. */
export type StaffReason<Act extends keyof typeof STAFF_REASONS> = (typeof STAFF_REASONS)[Act][number];

/** A procedure that asks why, takes one of its own reasons and nothing else. */
export const reasonFor = <Act extends keyof typeof STAFF_REASONS>(act: Act) => z.enum(STAFF_REASONS[act]);
