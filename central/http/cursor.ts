import { z } from 'zod';
import { ApiError } from './api-error.ts';

/** Where a list goes on, as the client keeps it: of no use but to be given back. */
export function writeCursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * The place that a cursor stands for.
 * @param names of its parts, in the order in which they were written
 * @throws ApiError invalid_request for what is no cursor of this list
 */
export function readCursor<Name extends string>(
  cursor: string,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const schema = z.array(z.string().regex(/^[^\0]*$/)).length(names.length);
  let place: string[];
  try {
    place = schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new ApiError('invalid_request', { message: 'cursor: not one of this list' });
  }
  return Object.fromEntries(names.map((name, index) => [name, place[index] ?? ''])) as Record<Name, string>;
}
