import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CR,
  createLineFramer,
  ETX,
  LF,
  MAX_LINE_BYTES,
  STX,
  type LineFramerOptions,
} from '../../../../../electron/devices/framing/line-framer.ts';
import {
  arbitraryStream,
  bytesDiscarded,
  cutAt,
  cutsThatMatter,
  framesIn,
  measureRun,
  runFramer,
  withoutEnd,
} from '../../../../support/devices/framer-table.ts';
import { wire } from '../../../../support/devices/recorded-driver.ts';

const PLAIN: LineFramerOptions = { ends: [CR, LF] };
const TOLEDO: LineFramerOptions = { starts: [STX], startRequired: true, ends: [CR, LF], sevenBit: true };
const SMA: LineFramerOptions = { starts: [LF], startRequired: true, ends: [CR] };
const RICE_LAKE: LineFramerOptions = { starts: [STX], ends: [CR, LF, ETX] };

/** Every way of framing in use: two frames in one chunk, noise before, a torn frame, and what must come out. */
const CASES: readonly (readonly [string, LineFramerOptions, string, readonly string[], number])[] = [
  ['two lines in one chunk', PLAIN, 'S S  82.70 kg\r\nS D 1.234 g\r\n', ['S S  82.70 kg', 'S D 1.234 g'], 0],
  ['lines ended by CR or LF alone', PLAIN, 'a\rb\nc\r', ['a', 'b', 'c'], 0],
  ['empty lines', PLAIN, '\r\n\r\n\n\nS S 1 g\r\n', ['S S 1 g'], 0],
  ['a lamp byte above 7F', PLAIN, 'ST,GS,1\u00c4,000013.5 kg\r\n', ['ST,GS,1\u00c4,000013.5 kg'], 0],
  ['two polled answers', TOLEDO, '\u0002012.34\r\u0002?A\r', ['012.34', '?A'], 0],
  ['noise before STX', TOLEDO, 'zz\u0002012.34\r', ['012.34'], 2],
  ['a frame torn by the next STX', TOLEDO, '\u0002012\u0002082.70\r', ['082.70'], 3],
  ['echoed text after a frame', TOLEDO, '\u0002E\rhello\r', ['E'], 5],
  ['parity bits left on the bytes', TOLEDO, '\u0082\u00b0\u00b12.34\u008d', ['012.34'], 0],
  ['an SMA answer', SMA, '\n 1G       5.025lb \r', [' 1G       5.025lb '], 0],
  ['SMA answers in a CR LF stream', SMA, '\nA\r\nB\r', ['A', 'B'], 0],
  ['text without its LF', SMA, 'junk\r\nA\r', ['A'], 4],
  ['STX, line, CR LF ETX CR', RICE_LAKE, '\u0002A 1234.00 lb\r\n\u0003\r', ['A 1234.00 lb'], 0],
  ['a stream line cut off by the next', RICE_LAKE, '\u0002   82.7\u0002   82.70KG \r\n', ['   82.70KG '], 7],
];

describe('cutting lines', () => {
  it.each(CASES)('reads %s', (_name, options, text, frames, lost) => {
    const items = runFramer(createLineFramer(options), [wire(text)]);
    expect(framesIn(items)).toEqual(frames);
    expect(bytesDiscarded(items)).toBe(lost);
  });

  it.each(CASES)('reads %s the same however the bytes arrive', (_name, options, text) => {
    expect(cutsThatMatter(() => createLineFramer(options), wire(text))).toEqual([]);
  });

  it('gives up a half line when the scale falls silent', () => {
    const framer = createLineFramer(PLAIN);
    const items = runFramer(framer, [wire('S S   82.7')]);
    framer.idle((item) => items.push(item));
    expect(items).toEqual([{ type: 'discarded', reason: 'timeout', bytes: 10 }]);
    expect(framesIn(runFramer(framer, [wire('0 kg\r\n')]))).toEqual(['0 kg']);
  });

  it('keeps a line of exactly the cap and drops one that is a byte longer, rest included', () => {
    const longest = 'x'.repeat(MAX_LINE_BYTES);
    expect(framesIn(runFramer(createLineFramer(PLAIN), [wire(`${longest}\r\n`)]))).toEqual([longest]);
    const items = runFramer(createLineFramer(PLAIN), [wire(`${longest}y 82.70 kg\r\nS S 1 g\r\n`)]);
    expect(framesIn(items)).toEqual(['S S 1 g']);
    expect(
      items
        .filter(({ type }) => type === 'discarded')
        .every((item) => 'reason' in item && item.reason === 'overlong'),
    ).toBe(true);
    expect(bytesDiscarded(items)).toBe(MAX_LINE_BYTES + 'y 82.70 kg'.length);
  });

  it.each([
    ['plain lines', PLAIN, ''],
    ['framed answers', TOLEDO, '\u0002'],
    ['framed answers that never began', TOLEDO, '7'],
  ])('stays bounded through ten megabytes without an end: %s', (_name, options, opening) => {
    const run = measureRun(createLineFramer(options), withoutEnd(wire(opening)));
    expect(run).toMatchObject({ frames: 0, heldAfterIdle: 0 });
    expect(run.largestHeld).toBeLessThanOrEqual(MAX_LINE_BYTES);
    expect(run.bytesIn).toBeGreaterThan(10_000_000);
    // Nothing but a start byte goes unreported.
    expect(run.bytesIn - run.bytesDiscarded).toBeLessThanOrEqual(1);
  });

  it.each([
    ['plain', PLAIN],
    ['Toledo', TOLEDO],
    ['SMA', SMA],
    ['Rice Lake', RICE_LAKE],
  ])('survives anything on the wire: %s', (_name, options) => {
    fc.assert(
      fc.property(arbitraryStream([STX, ETX, CR, LF, 0x30, 0x8d]), (stream) => {
        const run = measureRun(createLineFramer(options), stream);
        expect(run.largestHeld).toBeLessThanOrEqual(MAX_LINE_BYTES);
        expect(run.heldAfterIdle).toBe(0);
        expect(run.bytesOut).toBeLessThanOrEqual(run.bytesIn);
      }),
      { numRuns: 300 },
    );
  });

  it('finds the same lines in the same noise however it is split', () => {
    const byte = fc.oneof(fc.constantFrom(STX, CR, LF, 0x31), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(
        fc.array(byte, { maxLength: 700 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (bytes, places) => {
          const stream = Uint8Array.from(bytes);
          const whole = runFramer(createLineFramer(RICE_LAKE), [stream]);
          expect(runFramer(createLineFramer(RICE_LAKE), cutAt(stream, places))).toEqual(whole);
        },
      ),
    );
  });
});
