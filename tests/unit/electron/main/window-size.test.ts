import { expect, it } from 'vitest';
import { readWindowSize } from '../../../../electron/main/window-size.ts';

it('a window for development has the size that was asked for', () => {
  expect(readWindowSize('1080x1920')).toEqual({ width: 1_080, height: 1_920 });
  expect(readWindowSize('320x8192')).toEqual({ width: 320, height: 8_192 });
});

it('anything that makes no sense is the locked full screen', () => {
  for (const text of [
    undefined,
    '',
    '1',
    '1080',
    '319x1920',
    '1080x8193',
    '1080X1920',
    ' 1080x1920',
    '-1080x1920',
    '1e3x1e3',
  ]) {
    expect([text, readWindowSize(text)]).toEqual([text, null]);
  }
});
