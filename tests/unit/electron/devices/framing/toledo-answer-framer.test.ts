import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createToledoAnswerFramer } from '../../../../../electron/devices/framing/toledo-answer-framer.ts';
import {
  arbitraryStream,
  bytesDiscarded,
  cutsThatMatter,
  framesIn,
  measureRun,
  runFramer,
} from '../../../../support/devices/framer-table.ts';
import { wire } from '../../../../support/devices/recorded-driver.ts';

const CASES: readonly (readonly [string, string, readonly string[], number])[] = [
  ['two answers in the scale’s own form', '\u0002012.34\r\u0002?A\r', ['012.34', '?A'], 0],
  ['a weight and its status', '\n182.45lb\r\n00\r\u0003', ['\n182.45lb\r00'], 0],
  ['a status alone', '\nS10\r\u0003', ['\nS10'], 0],
  ['answers without ETX', '\n182.45lb\r\n00\r\n182.50lb\r\n10\r', ['\n182.45lb\r00', '\n182.50lb\r10'], 0],
  ['parity bits left on the bytes', '\u008a1\u00b2.345LB\u008d\u008aS10\u008d\u0003', ['\n12.345LB\rS10'], 0],
  ['noise before a block', 'zz\n12.345LB\r\nS10\r\u0003', ['\n12.345LB\rS10'], 2],
  ['a block torn by the next one', '\n12.3\n12.345LB\r\nS10\r\u0003', ['\n12.345LB\rS10'], 4],
  ['text between the lines of a block', '\n12.345LB\rxx\n12.345LB\r\nS10\r\u0003', ['\n12.345LB\rS10'], 10],
  ['a weight torn off before its status', '\n12.345LB\r\u0002012.34\r', ['\n12.345LB', '012.34'], 0],
  ['empty answers', '\n\r\u0003\u0002\r\n\r\n\r', [], 0],
];

describe('answers of a checkout scale', () => {
  it.each(CASES)('%s', (_what, text, frames, dropped) => {
    const items = runFramer(createToledoAnswerFramer(), [wire(text)]);
    expect(framesIn(items)).toEqual(frames);
    expect(bytesDiscarded(items)).toBe(dropped);
    expect(cutsThatMatter(createToledoAnswerFramer, wire(text))).toEqual([]);
  });

  it('holds no more than the longest answer, and gives up a half one when the line goes quiet', () => {
    fc.assert(
      fc.property(arbitraryStream([0x02, 0x03, 0x0a, 0x0d, 0x30, 0x53]), (stream) => {
        const run = measureRun(createToledoAnswerFramer(), stream);
        expect(run.largestHeld).toBeLessThanOrEqual(64);
        expect(run.heldAfterIdle).toBe(0);
        expect(run.bytesOut).toBeLessThanOrEqual(run.bytesIn);
      }),
    );
  });
});
