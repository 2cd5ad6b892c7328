import { describe, expect, it } from 'vitest';
import { decodeWeightPage } from '../../../../../electron/devices/ant/weight-scale-profile.ts';
import { bytesOf } from '../../../../support/devices/framing.ts';

describe('pages of an ANT+ scale', () => {
  it('reads a weight in hundredths of a kilogram', () => {
    expect(decodeWeightPage(bytesOf('01100002ffff4c1d'))).toEqual({ state: 'weight', kg: 75, text: '75.00' });
  });

  it('knows a scale that is still computing, as recorded from a BC-1000', () => {
    expect(decodeWeightPage(bytesOf('01ffff02fffffeff'))).toEqual({ state: 'computing' });
  });

  it('knows an invalid weight', () => {
    expect(decodeWeightPage(bytesOf('01ffff02ffffffff'))).toEqual({ state: 'invalid' });
  });

  it.each(['021000ff7616c409', '031000ff401f901a', '041000ffff70171e', '3a100000ffa2af00'])(
    'takes no weight from page %s',
    (hex) => {
      expect(decodeWeightPage(bytesOf(hex)).state).toBe('other_page');
    },
  );
});
