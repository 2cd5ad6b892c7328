import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createBraceFramer,
  MAX_BRACE_MESSAGE_BYTES,
} from '../../../../../electron/devices/framing/brace-framer.ts';
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

const MESSAGE = '{0,16,MO,"HD-351BT",Wp,182.4,CS,A1';

const CASES: readonly (readonly [string, string, readonly string[], number])[] = [
  ['two messages in one chunk', `${MESSAGE}\r\n${MESSAGE}\r\n`, [MESSAGE, MESSAGE], 0],
  ['a message with a closing brace', `${MESSAGE}}\r\n`, [MESSAGE], 0],
  ['a message without a line end, then another', `${MESSAGE}${MESSAGE}`, [MESSAGE, MESSAGE], 0],
  ['noise before', `\u0000\u00ffx${MESSAGE}\r\n`, [MESSAGE], 3],
  ['junk after', `${MESSAGE}\r\n\u0001\u0002{`, [MESSAGE], 2],
  ['a message torn by a line end', `{0,16,MO,"SC-3\r\n${MESSAGE}\r\n`, [MESSAGE], 14],
  ['a message torn by the next', `{0,16,MO,"SC-3${MESSAGE}\r\n`, [MESSAGE], 14],
  ['plain lines between', `KS 82.7\r\n${MESSAGE}\r\nE1\r\n`, ['KS 82.7', MESSAGE, 'E1'], 0],
  ['a check sum that is no number', '{0,16,Wk,82.7,CS,XY\r\n', [], 19],
  ['a stray closing brace', `}\r\n${MESSAGE}\r\n`, ['}', MESSAGE], 0],
];

describe("cutting an analyser's messages", () => {
  it.each(CASES)('reads %s', (_name, text, frames, lost) => {
    const items = runFramer(createBraceFramer(), [wire(text)]);
    expect(framesIn(items)).toEqual(frames);
    expect(bytesDiscarded(items)).toBe(lost);
  });

  it.each(CASES)('reads %s the same however the bytes arrive', (_name, text) => {
    expect(cutsThatMatter(createBraceFramer, wire(text))).toEqual([]);
  });

  it('gives up a half message when the analyser falls silent', () => {
    const framer = createBraceFramer();
    const items = runFramer(framer, [wire('{0,16,Wk,8')]);
    framer.idle((item) => items.push(item));
    expect(items).toEqual([{ type: 'discarded', reason: 'timeout', bytes: 10 }]);
  });

  it('drops a message beyond the cap and reads the next one', () => {
    const items = runFramer(createBraceFramer(), [wire(`{${'7'.repeat(9_000)},CS,AA\r\n${MESSAGE}\r\n`)]);
    expect(framesIn(items)).toEqual([MESSAGE]);
    expect(bytesDiscarded(items)).toBe(9_001 + ',CS,AA'.length);
  });

  it.each(['{', 'x'])('stays bounded through ten megabytes without an end after %s', (opening) => {
    const run = measureRun(createBraceFramer(), withoutEnd(wire(opening)));
    expect(run).toMatchObject({ frames: 0, heldAfterIdle: 0 });
    expect(run.largestHeld).toBeLessThanOrEqual(MAX_BRACE_MESSAGE_BYTES);
    expect(run.bytesIn).toBeGreaterThan(10_000_000);
    // Nothing but a start byte goes unreported.
    expect(run.bytesIn - run.bytesDiscarded).toBeLessThanOrEqual(1);
  });

  it('survives anything on the wire', () => {
    fc.assert(
      fc.property(arbitraryStream([...Buffer.from('{},CS0A\r\n')]), (stream) => {
        const run = measureRun(createBraceFramer(), stream);
        expect(run.largestHeld).toBeLessThanOrEqual(MAX_BRACE_MESSAGE_BYTES);
        expect(run.heldAfterIdle).toBe(0);
        expect(run.bytesOut).toBeLessThanOrEqual(run.bytesIn);
      }),
      { numRuns: 300 },
    );
  });

  it('finds the same messages however the bytes are split', () => {
    const byte = fc.constantFrom(...Buffer.from('{},CS0A9\r\n"'));
    fc.assert(
      fc.property(
        fc.array(byte, { maxLength: 600 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (bytes, places) => {
          const stream = Uint8Array.from(bytes);
          const whole = runFramer(createBraceFramer(), [stream]);
          expect(runFramer(createBraceFramer(), cutAt(stream, places))).toEqual(whole);
        },
      ),
    );
  });
});
