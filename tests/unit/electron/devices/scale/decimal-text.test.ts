import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllNines, readDecimal, toScaled } from '../../../../../electron/devices/scale/decimal-text.ts';

describe('numbers as scales write them', () => {
  it.each([
    ['89.2', false, '89.2'],
    ['+  4.876', false, '4.876'],
    ['-0012.3', true, '0012.3'],
    ['-     0.665', true, '0.665'],
    ['000012,5', false, '000012.5'],
    ['  82', false, '82'],
  ])('reads %s', (text, negative, digits) => {
    expect(readDecimal(text)).toEqual({ negative, digits });
  });

  // The first five: decimal-comma indicators' own negative cases and their like.
  it.each([
    '--5',
    '1,234.5',
    '1.234,5',
    '12,5,3',
    '1.2.3',
    '+-5',
    '12.',
    ',5',
    '.5',
    '',
    '-',
    '1 2',
    '1e3',
    '0x10',
    '١٢',
  ])('refuses %s instead of guessing', (text) => {
    expect(readDecimal(text)).toBeNull();
  });

  it('keeps every digit of whatever number it accepts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_999_999 }),
        fc.integer({ min: 1, max: 6 }),
        (value, decimals) => {
          const text = `${value}.${'7'.repeat(decimals)}`;
          expect(toScaled(readDecimal(text)!)).toEqual({
            mantissa: BigInt(`${value}${'7'.repeat(decimals)}`),
            scale: decimals,
          });
        },
      ),
    );
  });

  it.each(['99999', '99999.9', '9999999', '9999999.9'])('takes %s for an overload', (digits) => {
    expect(isAllNines({ negative: false, digits })).toBe(true);
  });

  it.each(['99.9', '99.99', '999.9', '99989.9'])('takes %s for a number', (digits) => {
    expect(isAllNines({ negative: false, digits })).toBe(false);
  });
});
