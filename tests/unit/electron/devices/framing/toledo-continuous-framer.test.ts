import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createToledoContinuousFramer,
  toledoCheck,
} from '../../../../../electron/devices/framing/toledo-continuous-framer.ts';
import {
  arbitraryStream,
  bytesDiscarded,
  cutsThatMatter,
  framesIn,
  measureRun,
  runFramer,
} from '../../../../support/devices/framer-table.ts';
import { wire } from '../../../../support/devices/recorded-driver.ts';

const FRAME = '\u0002,0 008270000000\r';
const checked = (text: string): string => `${text}${String.fromCharCode(toledoCheck(wire(text)))}`;

const CASES: readonly (readonly [string, string, number, number])[] = [
  ['with check characters', checked(FRAME).repeat(3), 3, 0],
  // The last one waits for what follows it, or for silence.
  ['without check characters', FRAME.repeat(3), 3, 0],
  ['noise between frames', `zz${checked(FRAME)}zz${checked(FRAME)}`, 2, 4],
  ['a frame torn by the next one', `${FRAME.slice(0, 9)}${checked(FRAME)}`, 1, 9],
  ['a check character that does not fit', `${FRAME}!${checked(FRAME)}`, 1, 18],
  ['text that is no frame', '\u0002   82.70KG \r\nPLEASE WAIT\r\n', 0, 27],
];

describe('frames of the continuous output', () => {
  // Mettler Toledo Wildcat technical manual, page 6-4; the value is that of a recorded frame (marcodpt/Toledo).
  it('end in the two’s complement of the sum of their seven low bits', () => {
    expect(toledoCheck(Buffer.from('022c70603030303030303030303030300d', 'hex'))).toBe(0x35);
  });

  it.each(CASES)('are found %s', (_what, text, frames, dropped) => {
    const framer = createToledoContinuousFramer();
    const items = runFramer(framer, [wire(text)]);
    framer.idle((item) => items.push(item));
    expect(framesIn(items)).toHaveLength(frames);
    expect(bytesDiscarded(items)).toBe(dropped);
    expect(cutsThatMatter(createToledoContinuousFramer, wire(text))).toEqual([]);
  });

  it('hold no more than one frame and what may follow it, and nothing when the line goes quiet', () => {
    fc.assert(
      fc.property(arbitraryStream([0x02, 0x0d, 0x20, 0x2c, 0x30, 0x38]), (stream) => {
        const run = measureRun(createToledoContinuousFramer(), stream);
        expect(run.largestHeld).toBeLessThanOrEqual(20);
        expect(run.heldAfterIdle).toBe(0);
        expect(run.bytesOut).toBeLessThanOrEqual(run.bytesIn);
      }),
    );
  });
});
