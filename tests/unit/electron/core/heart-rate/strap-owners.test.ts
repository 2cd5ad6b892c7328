import { describe, expect, it } from 'vitest';
import { createStrapOwners } from '../../../../../electron/core/heart-rate/strap-owners.ts';
import { createStrapReceivers } from '../../../../../electron/core/heart-rate/strap-receivers.ts';
import type { MemberId } from '../../../../../shared/base/ids.ts';
import { openTestStore } from '../../../../support/core/open-test-store.ts';

const [ann, ben] = ['member-ann', 'member-ben'] as [MemberId, MemberId];

/** Owners of straps, of which E7BAC71A sends ANT+ as 4711. */
function owners(configured: Record<string, MemberId> = {}) {
  const { store } = openTestStore();
  const receivers = createStrapReceivers(new Map([['e7bac71a', '4711']]));
  return createStrapOwners({ store, receivers, configured: new Map(Object.entries(configured)) });
}

describe('the owner of a strap', () => {
  it('is whom it was given to, or whom the configuration says', () => {
    const straps = owners({ 'C0:FF:EE:12:34:56': ben });
    straps.enrolled('99', ann);
    expect(['99', 'C0:FF:EE:12:34:56', '98'].map(straps.ownerOf)).toEqual([ann, ben, null]);
    expect(straps.known().toSorted()).toEqual(['99', 'C0:FF:EE:12:34:56']);
  });

  it('is the same over both radios, also when it was given before anybody said that it has two', () => {
    const straps = owners();
    straps.enrolled('E7BAC71A', ann);
    // As it is heard over either radio now.
    expect(straps.ownerOf('4711')).toBe(ann);
    straps.enrolled('4711', ben);
    expect(straps.ownerOf('4711')).toBe(ben);
  });

  it('is known by the number printed on an ANT+ strap where the configuration has only that', () => {
    const straps = owners({ 1234: ann });
    // 20 bits, of which the lower 16 are printed.
    expect(straps.ownerOf(String((3 << 16) | 1_234))).toBe(ann);
    straps.enrolled('1234', ben);
    expect(straps.ownerOf(String((3 << 16) | 1_234))).toBe(ann);
  });
});
