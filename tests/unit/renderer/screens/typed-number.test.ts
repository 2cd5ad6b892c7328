import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  pressPadKey,
  typedValue,
  type PadKey,
  type TypedRange,
} from '../../../../renderer/screens/progress/typed-number.ts';

const WEIGHT: TypedRange = { decimals: 1, max: 350 };
const MINUTES: TypedRange = { decimals: 0, max: 1_440 };

function keyOf(sign: string): PadKey {
  if (sign === '.') return { kind: 'point' };
  return sign === '<' ? { kind: 'erase' } : { kind: 'digit', digit: sign };
}

const type = (signs: string, range: TypedRange): string =>
  [...signs].reduce((text, sign) => pressPadKey(text, keyOf(sign), range), '');

describe('a number that is typed on the pad', () => {
  it.each([
    ['81.5', WEIGHT, '81.5', 81.5],
    ['', WEIGHT, '', null],
    ['.', WEIGHT, '0.', 0],
    ['.5', WEIGHT, '0.5', 0.5],
    ['81.', WEIGHT, '81.', 81],
    ['81.55', WEIGHT, '81.5', 81.5],
    ['8.1.5', WEIGHT, '8.1', 8.1],
    ['3504', WEIGHT, '350', 350],
    ['081', WEIGHT, '81', 81],
    ['00', WEIGHT, '0', 0],
    ['45.5', MINUTES, '455', 455],
    ['14400', MINUTES, '1440', 1_440],
    ['81<', WEIGHT, '8', 8],
    ['<', WEIGHT, '', null],
    ['8.<<', WEIGHT, '', null],
  ])('%j becomes what it says', (signs, range, text, value) => {
    expect(type(signs, range)).toBe(text);
    expect(typedValue(text)).toBe(value);
  });

  it('is a number after every key, with no more digits than the metric has', () => {
    const range = fc.record({
      decimals: fc.integer({ min: 0, max: 2 }),
      max: fc.integer({ min: 1, max: 9_999 }),
    });
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'0123456789.<')), range, (signs, limits) => {
        let text = '';
        for (const sign of signs) {
          text = pressPadKey(text, keyOf(sign), limits);
          const [whole = '', part = ''] = text.split('.');
          expect(typedValue(text) === null).toBe(text === '');
          expect(Number.isFinite(typedValue(text) ?? 0)).toBe(true);
          expect(part.length).toBeLessThanOrEqual(limits.decimals);
          expect(whole.length).toBeLessThanOrEqual(String(limits.max).length);
        }
      }),
    );
  });
});
