import { z } from 'zod';

/** Longest that a process may ask to be left alone at a time. */
export const MAX_WORKING_MS = 600_000;

/**
 * What a supervised process (core, devices) and its parent say to each other, whichever way it was
 * started. `port_*` carry the lines between processes where real message ports cannot travel.
 */
export const toChildSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ping'), n: z.number().int() }),
  /** Finish what is under way, commit, close, answer `drained`, exit 0. */
  z.object({ type: z.literal('drain') }),
  /** A new line from `peer`; the real port travels with the message where the runtime can. */
  z.object({
    type: z.literal('port_opened'),
    portId: z.number().int(),
    peer: z.enum(['renderer', 'core', 'devices', 'main']),
  }),
  z.object({ type: z.literal('port_message'), portId: z.number().int(), data: z.unknown() }),
  z.object({ type: z.literal('port_closed'), portId: z.number().int() }),
]);
export type ToChild = z.infer<typeof toChildSchema>;

export const fromChildSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('pong'), n: z.number().int() }),
  z.object({ type: z.literal('ready') }),
  /** It will be held up for so long at most, by one piece of work that says nothing: a migration, a check. */
  z.object({ type: z.literal('working'), forMs: z.number().int().positive().max(MAX_WORKING_MS) }),
  z.object({ type: z.literal('drained') }),
  /** Staff leave the kiosk: the whole app is to end. */
  z.object({ type: z.literal('leave') }),
  /** The process cannot start and trying again would not help (bad config, newer database). */
  z.object({ type: z.literal('fatal'), code: z.string(), message: z.string() }),
  z.object({ type: z.literal('port_message'), portId: z.number().int(), data: z.unknown() }),
  z.object({ type: z.literal('port_closed'), portId: z.number().int() }),
]);
export type FromChild = z.infer<typeof fromChildSchema>;
