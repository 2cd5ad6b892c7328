import { z } from 'zod';

/**
 * Times in the contract. What is true right now (the state of the screen, readings, what staff look at) counts
 * in milliseconds; a document that is kept or also read elsewhere writes its times out.
 */

/** UTC epoch milliseconds. */
export const epochMs = z.number().int().nonnegative();
/** ISO 8601, UTC. */
export const isoTime = z.iso.datetime();
/** A day on the gym's calendar, `2026-02-18`. */
export const isoDate = z.iso.date();
