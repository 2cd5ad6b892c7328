import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toledoCheck } from '../../../../../electron/devices/framing/toledo-continuous-framer.ts';
import { toledoContinuous } from '../../../../../electron/devices/toledo-continuous/toledo-continuous.ts';
import { recordDriver, wire } from '../../../../support/devices/recorded-driver.ts';

/** A frame with the check character that its scale would send. */
const checked = (frame: string): string => `${frame}${String.fromCharCode(toledoCheck(wire(frame)))}`;
/** STX, status words and digits; the tare is zero. */
const frame = (a: number, b: number, c: number, digits: string, tare = '000000'): string =>
  `\u0002${String.fromCharCode(a, b, c)}${digits}${tare}\r`;

/** What the driver makes of bytes; the line goes quiet afterwards. */
function said(...chunks: readonly (string | Uint8Array)[]) {
  const { driver, readings, reasons } = recordDriver(toledoContinuous);
  let atMs = 0;
  for (const chunk of chunks) driver.received(typeof chunk === 'string' ? wire(chunk) : chunk, (atMs += 100));
  driver.tick(atMs + 2_000);
  return {
    readings: readings.map((reading) =>
      reading.kind === 'weight' ? [reading.kg, reading.value, reading.unit, reading.stable] : reading.kind,
    ),
    reasons: reasons(),
  };
}

/** Two decimals in steps of one; kilograms, and bit 5 that is always set. */
const A = 0x2c;
const B = 0x30;
const C = 0x20;

describe('a recorded stream', () => {
  // https://github.com/marcodpt/Toledo/blob/main/tests/test.dat, with what tests/en/basic.hurl says of each frame.
  it('comes to what its owner saw: weights, a damaged one, a moving one, one too heavy, and nets', () => {
    const recorded = Buffer.from(
      '82acf0603030303030303030303030308d3582acf0603030303530303030303030308d3082acf0603030303536b7303030303030' +
        '8da382acf06030303037b1303030303030308d2d3030303030308d2782acf06030303035333630' +
        '82ac786030303338b8b43530303030303030308d9982ac74603030b73039b43030303030308d1d' +
        '82acf06030303035b1303030303030308daf82acf3603030303038b93030303630308d1b' +
        '82ac716030303033 36b73030303630308d1e'.replaceAll(' ', ''),
      'hex',
    );
    const { readings, reasons } = said(recorded);
    expect(readings.map(([kg]) => kg)).toEqual([0, 5, 5.67, 7.1, 5.1, 3.67]);
    expect(reasons).toContain('framing');
    expect(reasons).toContain('overload');
    // Net and below zero: −0.89 kg.
    expect(reasons).toContain('underload');
  });
});

/** Status words: Mettler Toledo Wildcat technical manual, pages 6-4 and 6-5; word C: Triner TS-700 manual, page 13. */
describe.each([
  ['with check characters', checked],
  ['without check characters', (text: string) => text],
])('the status words of a frame %s', (_form, finish) => {
  it.each<[string, string, number, string, string, boolean]>([
    ['two decimals', frame(A, B, C, '008270'), 82.7, '0082.70', 'kg', true],
    ['one decimal', frame(0x2b, B, C, '000827'), 82.7, '00082.7', 'kg', true],
    ['no decimals', frame(0x2a, B, C, '000082'), 82, '000082', 'kg', true],
    ['three decimals', frame(0x2d, B, C, '082700'), 82.7, '082.700', 'kg', true],
    ['blanks in front', frame(A, B, C, '  8270'), 82.7, '82.70', 'kg', true],
    ['nothing before the point', frame(A, B, C, '     5'), 0.05, '0.05', 'kg', true],
    ['steps of two', frame(0x34, B, C, '008272'), 82.72, '0082.72', 'kg', true],
    ['steps of five', frame(0x3c, B, C, '008275'), 82.75, '0082.75', 'kg', true],
    ['pounds', frame(A, 0x20, C, '018245'), 82.757928, '0182.45', 'lb', true],
    ['grams', frame(0x2a, B, 0x21, '082700'), 82.7, '082700', 'g', true],
    ['net', frame(A, 0x31, C, '008270', '000120'), 82.7, '0082.70', 'kg', true],
    ['moving', frame(A, 0x38, C, '008270'), 82.7, '0082.70', 'kg', false],
    ['not zeroed, as some copies always say', frame(A, 0x70, 0x60, '008270'), 82.7, '0082.70', 'kg', true],
    ['a print request', frame(A, B, 0x28, '008270'), 82.7, '0082.70', 'kg', true],
    // Fairbanks leaves bit 5 of B at zero: the word may then look like any control character.
    ['a B without its constant bit', frame(A, 0x10, C, '008270'), 82.7, '0082.70', 'kg', true],
    ['a B that looks like an STX', frame(A, 0x02, C, '000000'), 0, '0000.00', 'lb', true],
  ])('%s', (_what, text, kg, value, unit, stable) => {
    expect(said(finish(text), finish(text)).readings).toEqual([1, 2].map(() => [kg, value, unit, stable]));
  });

  it.each([
    ['out of range', frame(A, 0x34, C, '008270'), 'overload'],
    ['out of range below zero', frame(A, 0x36, C, '000270'), 'underload'],
    ['below zero', frame(A, 0x32, C, '000270'), 'underload'],
    ['nines', frame(A, B, C, '999999'), 'overload'],
    ['a unit that nobody names', frame(A, B, 0x27, '008270'), 'unit'],
    ['an expanded display', frame(A, B, 0x30, '008270'), 'unsupported'],
    ['a display in tens', frame(0x29, B, C, '000008'), 'unsupported'],
    ['a last digit that its steps do not have', frame(0x3c, B, C, '008272'), 'implausible'],
  ])('%s gives no weight', (_what, text, reason) => {
    const { readings, reasons } = said(finish(text), finish(text));
    expect([readings, [...new Set(reasons)]]).toEqual([[], [reason]]);
  });
});

describe('damage on the line', () => {
  it('refuses a digit that changed, on a line with check characters', () => {
    const good = checked(frame(A, B, C, '008270'));
    const { readings, reasons } = said(good, good.replace('8270', '8370'), good);
    expect([readings.length, reasons]).toEqual([2, ['checksum']]);
  });

  it('refuses a frame whose check character got lost, where the others have one', () => {
    const good = checked(frame(A, B, C, '008270'));
    expect(said(good, frame(A, B, C, '006270'), good)).toMatchObject({
      readings: [{}, {}],
      reasons: ['checksum'],
    });
  });

  it('believes a scale that was set to send none after a while', () => {
    const { readings } = said(checked(frame(A, B, C, '008270')), frame(A, B, C, '008270').repeat(12));
    expect(readings.length).toBeGreaterThan(4);
  });

  it('reads check characters that look like an STX or a CR', () => {
    const digits = (n: number) => String(n % 1_000_000).padStart(6, '0');
    const frames = Array.from({ length: 1_000 }, (_unused, n) =>
      frame(A, B, C, digits(n * 37), digits(n * 104_729)),
    );
    const all = frames.map(checked);
    expect(all.filter((each) => each.endsWith('\r\u0002')).length).toBeGreaterThan(3);
    expect(all.filter((each) => each.endsWith('\r\r')).length).toBeGreaterThan(3);
    const { readings, reasons } = said(all.join(''));
    expect([readings.length, reasons]).toEqual([1_000, []]);
  });

  it('takes a full frame that lost six digits for no short one', () => {
    const good = frame(A, B, C, '008270');
    const torn = `${good.slice(0, 7)}${good.slice(13)}`;
    const { readings } = said(good, good, torn, good, good);
    expect(readings.map(([kg]) => kg)).toEqual([82.7, 82.7, 82.7, 82.7]);
  });

  it('reads the short form, checked at once and unchecked from the second on', () => {
    const short = frame(A, B, C, '008270', '');
    expect(said(checked(short)).readings).toHaveLength(1);
    expect(said(short, short, short).readings).toHaveLength(2);
  });

  it('never reads another weight than the one that stands there, however a checked stream is damaged', () => {
    const good = checked(frame(A, B, C, '008270'));
    const damage = fc.record({
      at: fc.integer({ min: 0, max: good.length * 6 - 1 }),
      kind: fc.constantFrom('lost', 'changed', 'doubled', 'cut'),
      byte: fc.integer({ min: 0, max: 255 }),
    });
    fc.assert(
      fc.property(damage, ({ at, kind, byte }) => {
        const bytes = [...wire(good.repeat(6))];
        if (kind === 'lost') bytes.splice(at, 1);
        else if (kind === 'changed') bytes[at] = byte;
        else if (kind === 'doubled') bytes.splice(at, 0, bytes[at]!);
        else bytes.splice(at, 1 + (byte % 30));
        const { readings } = said(good, good, Uint8Array.from(bytes));
        expect(readings.filter(([kg]) => kg !== 82.7)).toEqual([]);
        expect(readings.length).toBeGreaterThanOrEqual(4);
      }),
      { numRuns: 2_000 },
    );
  });
});
