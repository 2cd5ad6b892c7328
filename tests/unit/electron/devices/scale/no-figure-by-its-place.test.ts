import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DriverReading, FamilyRegistration } from '../../../../../electron/devices/driver.ts';
import { FAMILIES } from '../../../../../electron/devices/family-registry.ts';
import { recordDriver, simulatedConfig, wire } from '../../../../support/devices/recorded-driver.ts';
import { seededRandom } from '../../../../support/seeded-random.ts';

/** A field that the family cannot name ends the reading: proven for every serial scale of the registry. */
const SCALES = FAMILIES.filter(({ connection, reads }) => connection === 'serial' && reads === 'weight');
const named = SCALES.map((registration) => [registration.family, registration] as const);

/** What a simulated scale of the family sends for 82.35 kg that stand still, delimiters included. */
function steadyMessage(registration: FamilyRegistration): string {
  const sent: string[] = [];
  const simulator = registration.createSimulator(
    simulatedConfig(registration.family, { kg: 82.35 }),
    (bytes) => sent.push(Buffer.from(bytes).toString('latin1')),
    seededRandom(1),
  );
  for (let nowMs = 0; nowMs <= 10_000; nowMs += 50) {
    for (const question of (registration.questions ?? []).slice(0, 1))
      simulator.received(wire(question), nowMs);
    simulator.tick(nowMs);
  }
  return sent.at(-1)!;
}

/** Readings of a message said three times, as a scale does; what is stable without a mark is so by then. */
function readingsOf(registration: FamilyRegistration, message: string): readonly DriverReading[] {
  const { driver, readings } = recordDriver(registration);
  for (const atMs of [100, 1_200, 2_300]) {
    driver.received(wire(message), atMs);
    driver.tick(atMs + 1_050);
  }
  return readings;
}

/** Words that no maker's manual here has, and figures that stand for something else. */
const unknownField = fc.oneof(
  fc.constantFrom('77', '7.5', '0012', '#41', 'XQ7', 'zzz', '12.5 kg', 'Box 12.5 kg', '9 lb', 'ID 3', '77 %'),
  fc.stringMatching(/^[A-Z]{4}$/).map((word) => `Q${word}`),
  fc.integer({ min: 1, max: 99_999 }).map(String),
);

describe.each(named)('a %s line with a field that nobody can name', (_family, registration) => {
  const message = steadyMessage(registration);

  it('is read without it', () => {
    expect(readingsOf(registration, message).at(-1)).toMatchObject({
      kind: 'weight',
      kg: 82.35,
      stable: true,
    });
  });

  it('gives no other figure, wherever the field stands', () => {
    fc.assert(
      fc.property(unknownField, fc.nat(), (field, seed) => {
        // Beside a blank or a comma, or at either end of a line's text; between two line ends it would be a line itself.
        const places = [...message.matchAll(/(?<=[ ,])|(?=[ ,])|(?<=[^ -~])(?=[ -~])|(?<=[ -~])(?=\r)/g)].map(
          ({ index }) => index,
        );
        const at = places[seed % places.length]!;
        const damaged = `${message.slice(0, at)} ${field} ${message.slice(at)}`;
        const wrong = readingsOf(registration, damaged).filter(
          (reading) => reading.kind === 'weight' && Math.abs(reading.kg - 82.35) > 0.000_1,
        );
        expect([damaged, wrong]).toEqual([damaged, []]);
      }),
      { numRuns: 300 },
    );
  });

  it('gives nothing at all of words and figures without a unit of mass', () => {
    const word = fc.oneof(
      fc.stringMatching(/^[A-Z]?[a-z]{4,9}$/),
      fc.stringMatching(/^\d{1,6}(?:[.,]\d{1,3})?$/),
      fc.constantFrom(':', '#', '/', '(', ')', '%', 'Nm', 'pcs', 'cm', 'kW'),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        const text = words.join(' ');
        for (const line of [`${text}\r\n`, `\u0002${text}\r`, `\n${text}\r\u0003`]) {
          // 8217 names pounds and kilograms by the decimals of five digits after an STX, and by nothing else.
          const is8217 = registration.family === 'toledo-8217' && /^\d[\d.]{5}$/.test(text);
          // Three status characters and six digits, perhaps six more of tare, are a whole message of Toledo continuous.
          const isContinuous =
            registration.family === 'toledo-continuous' && /^.{3}[\d ]{6}(?:[\d ]{6})?$/.test(text);
          const isOwnForm = is8217 || isContinuous;
          if (!isOwnForm) expect([line, readingsOf(registration, line)]).toEqual([line, []]);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is followed by what is right again, however it was cut, doubled or made noisy', () => {
    const damage = fc.array(
      fc.record({
        at: fc.nat(),
        kind: fc.constantFrom('cut', 'doubled', 'noise'),
        bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(damage, (wounds) => {
        const bytes = [...wire(message.repeat(4))];
        for (const { at, kind, bytes: noise } of wounds) {
          const place = at % bytes.length;
          if (kind === 'cut') bytes.splice(place, noise.length);
          else if (kind === 'doubled') bytes.splice(place, 0, ...bytes.slice(place, place + noise.length));
          else bytes.splice(place, 0, ...noise);
        }
        const { driver, readings } = recordDriver(registration);
        driver.received(Uint8Array.from(bytes), 100);
        driver.tick(2_000);
        for (const atMs of [2_100, 2_600, 3_100]) driver.received(wire(message), atMs);
        driver.tick(5_000);
        expect(readings.at(-1)).toMatchObject({ kind: 'weight', kg: 82.35, stable: true });
      }),
      { numRuns: 200 },
    );
  });

  it('is never called stable by a mark that nobody knows', () => {
    const marks = ['SD', 'XD', 'DY', 'WX', 'UU', 'Q', '~', '*', '!', '<>', 'SX', 'UNSTABLE?'];
    for (const mark of marks) {
      const first = message.search(/[ \dA-Z+-]/);
      const marked = `${message.slice(0, first)}${mark} ${message.slice(first)}`;
      const stable = readingsOf(registration, marked).filter(
        (reading) => reading.kind === 'weight' && reading.stable,
      );
      expect([marked, stable]).toEqual([marked, []]);
    }
  });
});

/** A family's own line around a weight that is said as `amount`. */
const AROUND: Readonly<Record<string, (amount: string) => string>> = {
  adam: (amount) => `\n    ${amount} GR\r\u0003`,
  and: (amount) => `ST,+${amount}\r\n`,
  cas: (amount) => `S ${amount}\r\n`,
  kern: (amount) => `    ${amount} \r\n`,
  'mt-sics': (amount) => `S S ${amount}\r\n`,
  ohaus: (amount) => `    ${amount}\r\n`,
  radwag: (amount) => `SUI    ${amount} \r\n`,
  'rice-lake': (amount) => `\u0002GROSS ${amount}\r\n`,
  sartorius: (amount) => `+    ${amount} \r\n`,
  sma: (amount) => `\n 1G  ${amount}\r`,
  'text-scale': (amount) => `Gross ${amount}\r\n`,
  'toledo-8217': (amount) => `\n${amount}\r\n00\r\u0003`,
};

describe.each(named)('a weight in two parts said by a %s scale', (family, registration) => {
  const around = AROUND[family] ?? ((amount: string) => `${amount}\r\n`);

  it.each([
    ['5 lb 3.2 oz', 2.35868],
    ['5lb 3.2oz', 2.35868],
    ['05LB03.2OZ', 2.35868],
    ['12 st 4.5 lb', 78.244684],
    ['12st 4.5lb', 78.244684],
    ['12:07.50 lb:oz', 5.65573],
    ['12:04.5 st:lb', 78.244684],
    // More ounces than a pound has, more pounds than a stone has: neither part is the weight.
    ['5 lb 16 oz', null],
    ['12 st 14 lb', null],
    ['5.5 lb 3 oz', null],
    ['3 oz 5 lb', null],
    ['82 kg 350 g', null],
    ['12 st 4 lb 3 oz', null],
  ])('is the sum or nothing: %s', (amount, sumKg) => {
    const said = readingsOf(registration, around(amount)).map(
      (reading) => reading.kind === 'weight' && reading.kg,
    );
    expect(said.filter((kg) => kg !== sumKg)).toEqual([]);
  });
});

it('families that write free text do read the sum', () => {
  const readers = SCALES.filter(
    (registration) =>
      readingsOf(registration, AROUND[registration.family]?.('5 lb 3.2 oz') ?? '\r').length > 0,
  );
  expect(readers.map(({ family }) => family)).toEqual(
    expect.arrayContaining(['adam', 'cas', 'kern', 'mt-sics', 'ohaus', 'radwag', 'rice-lake', 'text-scale']),
  );
});
