import { describe, expect, it } from 'vitest';
import { healthOMeter } from '../../../../../electron/devices/health-o-meter/health-o-meter.ts';
import { riceLakePhysician } from '../../../../../electron/devices/rice-lake-physician/rice-lake-physician.ts';
import { recordDriver, wire } from '../../../../support/devices/recorded-driver.ts';

/** A packet of these fields, each with an ESC before it. */
const packet = (...fields: readonly string[]): string => fields.map((field) => `\u001b${field}`).join('');

/** What the driver makes of what a scale sends; the line goes quiet afterwards. */
function said(text: string, family = healthOMeter) {
  const { driver, readings, reasons, sent } = recordDriver(family);
  driver.received(wire(text), 100);
  driver.tick(2_000);
  const weights = readings.map((reading) =>
    reading.kind === 'weight' ? [reading.kg, reading.unit] : reading.kind,
  );
  return { weights, reasons: reasons(), sent };
}

describe('a packet of a Health o meter', () => {
  // PRO PLUS 1100KL operation manual, page 34: weight, height, tare and index in another order.
  it('is read in whatever order its fields come', () => {
    const { weights } = said(packet('R', 'I1234567890', 'W90.98', 'H178.70', 'T5.7', 'B28', 'Nm', 'E'));
    expect(weights).toEqual([[90.98, 'kg']]);
  });

  it('is never asked for: it would send the weighings of other people', () => {
    const { driver, sent } = recordDriver(healthOMeter);
    for (let atMs = 0; atMs <= 30_000; atMs += 100) driver.tick(atMs);
    expect(sent).toEqual([]);
  });

  it.each([
    [
      'with a date is a weighing of another day',
      packet('R', 'W90.98', 'D20120614', 'Nm', 'E'),
      'not_understood',
    ],
    ['without a weight says none', packet('R', 'I1234567890', 'Nm', 'E'), 'not_understood'],
    ['with two weights says neither', packet('R', 'W90.98', 'W80.12', 'Nm', 'E'), 'not_understood'],
    ['with a weight of no digits', packet('R', 'Wabc', 'Nm', 'E'), 'not_understood'],
    // Rice Lake 150-10-6 manual, page 19, says "W02000 means 200.0" beside an example with a point.
    ['with a weight of no point', packet('R', 'W02000', 'Nm', 'E'), 'not_understood'],
    ['without a unit', packet('R', 'W90.98', 'E'), 'unit'],
    ['in a unit that nobody names', packet('R', 'W90.98', 'Nx', 'E'), 'unit'],
    // In pounds it would be 453 kg. Rice Lake Dietary/Fitness manual, page 20.
    ['of nines is too heavy in pounds too', packet('R', 'W999.9', 'Nc', 'E'), 'overload'],
    ['of more nines is too heavy', packet('R', 'W999.99', 'Nm', 'E'), 'overload'],
    ['of a negative weight', packet('R', 'W-0.40', 'Nm', 'E'), 'underload'],
    ['about the scale says that too much is on it', packet('ZE10', 'E'), 'overload'],
    ['about the scale says what is wrong with it', packet('ZE07', 'E'), 'fault'],
  ])('%s', (_what, text, reason) => {
    expect(said(text)).toMatchObject({ weights: [], reasons: [reason] });
  });

  it('about a scale in order is no weight and nothing wrong', () => {
    expect(said(packet('Z000', 'E'))).toMatchObject({ weights: [], reasons: [] });
  });

  it.each([
    ['its beginning lost', '4.5\u001bH84.0\u001bB24.1\u001bT0.0\u001bNm\u001bE', []],
    ['its end lost', packet('R', 'I0000000000', 'W18') + packet('R', 'W90.5', 'Nm', 'E'), [[90.5, 'kg']]],
    ['its end lost before a stream', `${packet('R', 'W18')}6R${packet('W90.5', 'Nm', 'E')}`, [[90.5, 'kg']]],
    // The weight of one in the unit of the next would be another weight.
    ['its end and the next beginning lost', packet('R', 'W184.5') + packet('W90.5', 'Nc', 'E'), []],
    ['a line end inside', `${packet('R', 'W18')}\r\n${packet('W90.5', 'Nc', 'E')}`, []],
  ])('gives no weight that nobody stood for, with %s', (_what, text, weights) => {
    expect(said(text).weights).toEqual(weights);
    expect(said(text).reasons.length).toBeGreaterThan(0);
  });

  it('comes to the same however its bytes are split', () => {
    const text = `noise${packet('R', 'I0', 'W90.5', 'Nm', 'E')}6R${packet('W91.5', 'Nm', 'E')}`;
    const { driver, readings } = recordDriver(healthOMeter);
    for (const byte of wire(text)) driver.received(Uint8Array.of(byte), 100);
    expect(readings).toMatchObject([{ kg: 90.5 }, { kg: 91.5 }]);
  });
});

describe('a Rice Lake physician scale', () => {
  it('is asked twice a second, and told stable when it says the same again', () => {
    const { driver, readings, sent } = recordDriver(riceLakePhysician);
    for (let atMs = 100; atMs <= 3_000; atMs += 100) {
      driver.tick(atMs);
      if (sent.length > readings.length)
        driver.received(wire(packet('R', 'W0082.5', 'H175.0', 'B26.9', 'Nm', 'E')), atMs);
    }
    expect(new Set(sent)).toEqual(new Set(['\u001bR\u001bE']));
    expect(readings.slice(0, 2)).toMatchObject([
      { kg: 82.5, stable: false },
      { kg: 82.5, stable: true },
    ]);
  });

  it('is not looked for with a request that others take for something else', () => {
    expect(riceLakePhysician.mustBeNamed).toBe(true);
  });
});
