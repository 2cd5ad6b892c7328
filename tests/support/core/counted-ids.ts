import type { NewId } from '../../../shared/base/ids.ts';

/** Ids that count up, in the form of UUIDv7; the same in every run. */
export function countedIds(): NewId {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`;
  };
}
