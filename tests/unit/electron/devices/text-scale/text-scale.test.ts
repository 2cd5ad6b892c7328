import { describe, expect, it } from 'vitest';
import { decodeTextScale } from '../../../../../electron/devices/text-scale/text-scale.ts';

/**
 * Recorded from a Sterling 7600 (echo characters lost on the wire included) and a Denver MSeries;
 * decimal-comma indicators from a public weighbridge's tests.
 */
describe('a line of an unknown scale', () => {
  it('reads no other weight out of a line with check digits, whichever character changed or was cut out', () => {
    const line = 'WG004.139kg3D';
    const damaged = [...line].flatMap((_each, at) => [
      ...Array.from(
        { length: 95 },
        (_unused, n) => line.slice(0, at) + String.fromCharCode(32 + n) + line.slice(at + 1),
      ),
      ...Array.from({ length: line.length - at }, (_unused, n) => line.slice(0, at) + line.slice(at + n + 1)),
    ]);
    const weights = damaged.flatMap((text) => {
      const message = decodeTextScale(text);
      return message.type === 'weight' ? [message.kg] : [];
    });
    // The line itself is among them, once for each character that stayed what it was, and once with a small D.
    expect(weights).toEqual([...line, 'd'].map(() => 4.139));
  });
});
