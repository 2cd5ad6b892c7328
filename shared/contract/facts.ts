import { z } from 'zod';
import { isoTime } from './times.ts';

/** Upper bounds of one push; a kiosk sends less when its facts are large. */
export const MAX_FACTS_PER_PUSH = 500;
export const MAX_PUSH_BYTES = 1_048_576;

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hash = z.string().regex(/^[0-9a-f]{64}$/);
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
  payload: z.custom<Readonly<Record<string, unknown>>>(isObject),
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

/** Something that staff should know about this kiosk's log, clock or members. */
export const centralAlarmSchema = z.object({
  code: z.string().max(64),
  found_at: isoTime,
  /** Which facts it is about; zeros where it is about no fact. */
  epoch: z.number().int(),
  from_seq: z.number().int(),
  until_seq: z.number().int(),
  /** How many facts, or how many milliseconds. */
  amount: z.number().nullable(),
});

export type CentralAlarm = z.infer<typeof centralAlarmSchema>;

/** Central's answer to a push. */
export const pushAnswerSchema = z.object({
  batch_id: z.uuid(),
  verdicts: z.array(factVerdictSchema),
  /** What central's clock says. */
  received_at: isoTime,
  alarms: z.array(centralAlarmSchema),
});

/** Facts of one page of the feed. */
export const MAX_FACTS_PER_PAGE = 1_000;
/** Characters of payload after which a page of the feed ends. */
export const MAX_PAGE_TEXT = 1_048_576;
/** How long central waits for news before it answers that there are none. Seconds. */
export const MAX_FEED_WAIT_S = 25;

/** A fact of the feed: as its writer hashed it, and what central makes of its time. */
export const feedFactSchema = wireFactSchema.extend({
  received_at: isoTime,
  /** `corrected` or `doubted` where the writer's clock cannot be believed; it happened at `counted_at` then. */
  clock: z.enum(['corrected', 'doubted']).nullable(),
  counted_at: isoTime.nullable(),
});
export type FeedFact = z.infer<typeof feedFactSchema>;

/** A page of what others said of the gym, in the one order that there is. */
export const feedPageSchema = z.object({
  /** Each a `FeedFact`; none of the asking kiosk's own. */
  facts: z.array(z.unknown()).max(MAX_FACTS_PER_PAGE),
  /** Where the next page begins; opaque. Null while there is nothing at all. */
  cursor: z.string().max(1_024).nullable(),
  /** Whether there is more already. */
  more: z.boolean(),
  /** What central's clock says: everything that was stored before is known to who has this page. */
  as_of: isoTime,
});
export type FeedPage = z.infer<typeof feedPageSchema>;
