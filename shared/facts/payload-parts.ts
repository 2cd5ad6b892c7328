import { z } from 'zod';

/**
 * Longest text in a payload, in UTF-16 units. Longer than any card code (128), and short enough that the
 * keys made of them stay below PostgreSQL's 2,704 bytes for an index entry.
 */
export const MAX_TEXT = 200;

/** Some text a person or a device gave. */
export const text = z.string().max(MAX_TEXT);
/** A name for one thing, such as a reading: never empty. */
export const anyId = z.string().min(1).max(MAX_TEXT);
/** An id that the product makes. */
export const shortId = z.string().min(1).max(64);
/** Name of a staff account, as the kiosk's configuration gives it. */
export const staffName = z.string().min(1).max(40);
/** A number that fits any column and any arithmetic: what it means bounds it further. */
export const quantity = z.number().min(-1e9).max(1e9);
/** Beats a minute that a strap can say and a heart can do. */
export const bpm = z.number().min(25).max(240);
/** A calendar day within a long life of now. */
export const day = z.iso.date().refine((date) => date >= '1900-01-01' && date <= '2199-12-31');
export const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** Name of a metric: a key like any other, also where it is spelled like a part of every object. */
export const metricType = z.string().min(1).max(50);
/** A fact that central refused: its key, its kind and why. */
export const setAsideFact = {
  epoch: z.number().int().positive(),
  seq: z.number().int().positive(),
  kind: z.string().max(64),
  code: z.string().max(64).nullable(),
};
