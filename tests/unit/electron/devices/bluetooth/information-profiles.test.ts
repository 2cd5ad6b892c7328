import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBatteryLevel } from '../../../../../electron/devices/bluetooth/battery-profile.ts';
import { decodeInformationText } from '../../../../../electron/devices/bluetooth/device-information-profile.ts';

// Battery Service 1.1, 3.1: one byte, 0 to 100.
describe('the battery of a strap', () => {
  it('is a percentage', () => {
    expect([0, 1, 61, 100].map((percent) => decodeBatteryLevel(Uint8Array.of(percent)))).toEqual([
      0, 1, 61, 100,
    ]);
  });

  it('is not known when the strap says something else', () => {
    for (const value of [[], [101], [255], [50, 0]])
      expect(decodeBatteryLevel(Uint8Array.from(value))).toBeNull();
  });
});

// Device Information Service 1.1, 3.2: UTF-8, without an end of its own.
describe('a serial number of a strap', () => {
  const read = (text: string) => decodeInformationText(new TextEncoder().encode(text));

  it('is the text, without what makers fill it up with', () => {
    expect(['SN-0001', '3412\0\0\0', '  E7BAC71A  ', '12\0old'].map(read)).toEqual([
      'SN-0001', '3412', 'E7BAC71A', '12',
    ]); // prettier-ignore
  });

  it('is none when nothing of it can be shown', () => {
    expect(['', ' ', '\0', '💓', '\n'].map(read)).toEqual([null, null, null, null, null]);
  });

  it('is short, plain text whatever a strap sends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 512 }), (value) => {
        expect(decodeInformationText(value) ?? 'none').toMatch(/^[\x20-\x7e]{1,32}$/);
      }),
    );
  });
});
