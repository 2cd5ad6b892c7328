import { z } from 'zod';
import { staffLeaveReasonSchema, staffRoleSchema } from './staff-account.ts';
import {
  MAX_NOTIFICATIONS_LISTED,
  notificationIdSchema,
  notificationPreferencesSchema,
} from './notification-documents.ts';

/** Upper bounds of one push; a kiosk sends less when its facts are large. */
export const MAX_FACTS_PER_PUSH = 500;
export const MAX_PUSH_BYTES = 1_048_576;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** Name of a staff account, as the kiosk's configuration gives it. */
const staffName = z.string().min(1).max(40);
/** A fact that central refused: its key, its kind and why. */
const setAsideFact = {
  epoch: z.number().int(),
  seq: z.number().int(),
  kind: z.string(),
  code: z.string().nullable(),
};

/** A fact as it travels to central: the same fields as `Fact`, keys in snake_case. */
export const wireFactSchema = z.object({
  gym_id: z.string().min(1).max(64),
  kiosk_id: z.string().min(1).max(64),
  epoch: z.number().int().positive(),
  seq: z.number().int().positive(),
  id: z.uuid(),
  kind: z
    .string()
    .regex(/^[a-z_]+\.[a-z_]+$/)
    .max(64),
  version: z.number().int().positive(),
  member_id: z.string().min(1).max(64).nullable(),
  happened_at: z.iso.datetime({ precision: 3 }),
  zone: z.string().min(1).max(64),
  payload: z.record(z.string(), z.unknown()),
  prev_hash: hash,
  hash,
});
export type WireFact = z.infer<typeof wireFactSchema>;

/** Central's answer for one fact. Anything but `stored` and `duplicate` keeps the fact at the kiosk. */
export const factVerdictSchema = z.object({
  epoch: z.number().int(),
  seq: z.number().int(),
  verdict: z.enum(['stored', 'duplicate', 'conflict', 'rejected']),
  code: z.string().max(64).optional(),
});
export type FactVerdict = z.infer<typeof factVerdictSchema>;

const excusedTimeSchema = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to);

/** Payloads of the facts a kiosk writes today, by kind. A kind's older versions stay readable for ever. */
export const factPayloadSchemas = {
  'member.enrolled': z.object({
    member_number: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    alias: z.string(),
    sex: z.enum(['female', 'male']).nullable(),
    birth_date: z.string().nullable(),
    joined_at: z.iso.datetime(),
  }),
  /** Nobody is expected while the gym is closed or a membership frozen: ISO dates, both ends included. */
  'gym.closed': excusedTimeSchema,
  'membership.frozen': excusedTimeSchema,
  /** `staff` where somebody of the staff did it at the kiosk. */
  'card.enrolled': z.object({ code: z.string(), staff: staffName.optional() }),
  'strap.enrolled': z.object({ sensor_id: z.string(), staff: staffName.optional() }),
  'check_in.accepted': z.object({ visit_id: z.uuid(), class_id: z.string().nullable(), device: z.string() }),
  'check_in.refused': z.object({ reason: z.string(), device: z.string() }),
  /** Staff let somebody in whom the rules had refused. */
  'check_in.overridden': z.object({
    staff: staffName,
    because: z.string(),
    visit_id: z.uuid(),
    class_id: z.string().nullable(),
    /** The refusal's own fact, and what it said. */
    refusal_epoch: z.number().int(),
    refusal_seq: z.number().int(),
    reason: z.string(),
  }),
  /** Nothing of the PIN travels: what is kept of it stays on the kiosk it was set at. */
  'pin.set': z.object({ by: z.enum(['member', 'configuration']), replaced: z.boolean() }),
  /** Staff let a member try PINs again, or took the forgotten one away. */
  'pin.unlocked': z.object({ staff: staffName }),
  'pin.forgotten': z.object({ staff: staffName, because: z.string() }),
  'staff.signed_in': z.object({ staff: staffName, role: staffRoleSchema, with_card: z.boolean() }),
  'staff.sign_in_failed': z.object({ staff: staffName, failed: z.number().int() }),
  'staff.signed_out': z.object({ staff: staffName, reason: staffLeaveReasonSchema }),
  /** A look at what is about members: one member, or a page that names several. */
  'staff.looked': z.object({ staff: staffName, page: z.string(), query: z.string().nullable() }),
  /** Anything staff did that has no kind of its own. */
  'staff.acted': z.object({
    staff: staffName,
    action: z.string(),
    subject: z.string().nullable(),
    because: z.string().optional(),
  }),
  /** A fact that central had refused was put back into the queue … */
  'fact.retried': z.object({ staff: staffName, ...setAsideFact }),
  /** … or taken out of it for good. Its hash stays, so that a gap at central can be accounted for. */
  'fact.set_aside': z.object({ staff: staffName, because: z.string(), hash, ...setAsideFact }),
  'heart_rate.session_started': z.object({ session_id: z.uuid(), sensor_id: z.string() }),
  /** Up to 60 seconds at 1 Hz; base64 of one byte a second, 0 for nothing heard. */
  'heart_rate.minute': z.object({ session_id: z.uuid(), started_at: z.iso.datetime(), bpm: z.base64() }),
  'heart_rate.session_finished': z.object({
    session_id: z.uuid(),
    ended_at: z.iso.datetime(),
    reason: z.enum(['finished', 'silence', 'left']),
    summary: z.record(z.string(), z.unknown()),
  }),
  /** A session proved a higher maximum than was known; later sessions are judged by it. */
  'heart_rate.maximum_raised': z.object({
    session_id: z.uuid(),
    bpm: z.number(),
    before_bpm: z.number().nullable(),
  }),
  'metric.recorded': z.object({
    reading_id: z.string(),
    metric_type: z.string(),
    value: z.number(),
    unit: z.string(),
    source: z.enum(['manual', 'automated', 'device']),
    formula: z.string().nullable(),
  }),
  /** A reading counts for nothing any more: undone at once, removed later, or it was somebody else's. */
  'metric.retracted': z.object({
    reading_id: z.string().min(1),
    reason: z.enum(['undone', 'removed', 'not_mine']),
  }),
  'goal.set': z.object({
    goal_id: z.string().min(1).max(64),
    metric_type: z.string(),
    start_value: z.number(),
    target_value: z.number(),
    start_date: z.iso.date(),
    target_date: z.iso.date(),
    auto_adjust: z.boolean(),
  }),
  'goal.changed': z.object({
    goal_id: z.string().min(1).max(64),
    target_value: z.number(),
    target_date: z.iso.date(),
    auto_adjust: z.boolean(),
    /** How it stands with the change: a goal whose date had passed is under way again. */
    status: z.enum(['active', 'adjusted', 'missed']),
  }),
  'goal.ended': z.object({ goal_id: z.string().min(1).max(64) }),
  /** A scale said a weight that nobody at the screen was waiting for; it is kept until it is somebody's. */
  'reading.unclaimed': z.object({
    reading_id: z.string().min(1),
    device: z.string(),
    kg: z.number(),
    sent: z.object({ value: z.string(), unit: z.string() }).nullable(),
    fields: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  }),
  /** It was this member's, by their own word or that of staff; their `metric.recorded` facts follow. */
  'reading.assigned': z.object({ reading_id: z.string().min(1), staff: staffName.optional() }),
  'reading.dismissed': z.object({
    reading_id: z.string().min(1),
    because: z.enum(['staff', 'too_old', 'too_many']),
    staff: staffName.optional(),
  }),
  'dashboard.opened': z.object({}),
  /** A background job of the kiosk ended whose failure somebody has to do something about. */
  'job.finished': z.object({
    job: z.string(),
    due_at: z.iso.datetime(),
    outcome: z.enum(['succeeded', 'failed']),
    code: z.string().nullable(),
  }),
  /** A member opened these; the ids follow from what the notifications are about, so central knows them too. */
  'notification.read': z.object({
    notification_ids: z.array(notificationIdSchema).min(1).max(MAX_NOTIFICATIONS_LISTED),
  }),
  'notification.preferences_set': z.object({ preferences: notificationPreferencesSchema.min(1) }),
} as const;
export type FactKind = keyof typeof factPayloadSchemas;
