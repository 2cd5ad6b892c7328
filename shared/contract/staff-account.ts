import { z } from 'zod';
import { isBlankCard } from '../domain/cards/blank-card.ts';

/** What somebody of the staff may do; each role may do all that the one before may. */
export const staffRoleSchema = z.enum(['trainer', 'owner']);
export type StaffRole = z.infer<typeof staffRoleSchema>;

/** Why staff mode ended; `page_gone`: the page was loaded anew or lost its line. */
export const staffLeaveReasonSchema = z.enum([
  'done',
  'idle',
  'too_long',
  'card',
  'page_gone',
  'kiosk_stops',
]);
export type StaffLeaveReason = z.infer<typeof staffLeaveReasonSchema>;

/** Most staff accounts of one kiosk: the sign-in screen shows them all. */
export const MAX_STAFF = 24;

/** Digits of a PIN that lets somebody in without a card; with a card half as many do. */
export const STAFF_PIN_DIGITS = 8;
const CARD_PIN_DIGITS = 4;
const MAX_PIN_DIGITS = 12;

export const staffPinSchema = z
  .string()
  .regex(new RegExp(`^\\d{${CARD_PIN_DIGITS},${MAX_PIN_DIGITS}}$`), 'four to twelve digits');

/** A card as a configuration gives it, in whatever form it is printed or read. */
export const cardTextSchema = z
  .string()
  .trim()
  .min(1)
  .max(128)
  .refine((text) => !isBlankCard(text), 'this is what a reader says with no card near');

/** One account as a configuration gives it. */
export const staffAccountSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(40),
    role: staffRoleSchema,
    pin: staffPinSchema,
    /** Cards that name this account at a reader. */
    cards: z.array(cardTextSchema).max(4).default([]),
  })
  .refine(
    ({ pin, cards }) => pin.length >= STAFF_PIN_DIGITS || cards.length > 0,
    'a PIN of fewer than eight digits needs a card',
  );
export type StaffAccountConfig = z.infer<typeof staffAccountSchema>;
