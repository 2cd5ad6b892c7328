import { existsSync, readFileSync } from 'node:fs';

/** The reference shelf's vectors: bytes of real devices and manuals. They are read where they lie and not copied. */
const VECTORS = new URL('../../../../shared/devices/vectors/', import.meta.url);

/** What every vector has; the form of `expected` differs from file to file. */
export interface ShelfVector<Expected> {
  readonly id: string;
  readonly input: string | readonly string[];
  readonly input_encoding: string;
  readonly expected: Expected;
}

export function isOnShelf(file: string): boolean {
  return existsSync(new URL(`${file}.json`, VECTORS));
}

/** @param file name without `.json`; the caller knows what its vectors expect */
export function readShelf(file: string): readonly ShelfVector<unknown>[] {
  const parsed: unknown = JSON.parse(readFileSync(new URL(`${file}.json`, VECTORS), 'utf8'));
  if (!Array.isArray(parsed)) throw new TypeError(`${file}.json is no list`);
  return parsed as ShelfVector<unknown>[];
}

/** For a test's title: what is read, and what is left out because it is not there. */
export function shelfTitle(files: readonly string[]): string {
  const missing = files.filter((file) => !isOnShelf(file));
  const leftOut =
    missing.length === 0 ? 'nothing' : `${missing.join(', ')} (no ../shared/devices/vectors here)`;
  return `is read from ${files.length - missing.length} of ${files.length} files, leaving out ${leftOut}`;
}

export interface Judged {
  /** `12 of 12`, for a title. */
  readonly count: string;
  /** One line for each vector that came to something else. */
  readonly wrong: readonly string[];
}

/** Checks every vector. @param check throws where a vector does not come to what it expects */
export function judge<Vector extends { readonly id: string }>(
  vectors: readonly Vector[],
  check: (vector: Vector) => void,
): Judged {
  if (vectors.length === 0) throw new RangeError('a file of the shelf holds no vectors');
  const wrong = vectors.flatMap((vector) => {
    try {
      check(vector);
      return [];
    } catch (error) {
      return [`${vector.id}: ${String(error)}`];
    }
  });
  return { count: `${vectors.length - wrong.length} of ${vectors.length}`, wrong };
}
