import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectProtocol } from '../../../../../electron/devices/discovery/detect-protocol.ts';
import { FAMILIES } from '../../../../../electron/devices/family-registry.ts';
import { simulatedConfig, wire } from '../../../../support/devices/recorded-driver.ts';
import { seededRandom } from '../../../../support/seeded-random.ts';

/** What a simulated scale says in ten seconds of somebody stepping on and off, asked with every command. */
function capture(registration: (typeof FAMILIES)[number]): Uint8Array {
  const bytes: number[] = [];
  const simulator = registration.createSimulator(
    simulatedConfig(registration.family),
    (sent) => bytes.push(...sent),
    seededRandom(1),
  );
  const commands = ['SI\r\n', 'W', '\nW\r', 'Q\r\n', 'IP\r\n', 'SUI\r\n', '\u001bP\r\n', 'P\r\n', 'w'];
  simulator.act('step_on', { kg: 82.7 }, 0);
  for (let nowMs = 0; nowMs <= 10_000; nowMs += 500) {
    if (nowMs === 6_000) simulator.act('step_off', {}, nowMs);
    simulator.tick(nowMs);
    const known = capture.command.get(registration.family);
    for (const command of commands.filter((each) => each === known)) simulator.received(wire(command), nowMs);
  }
  return Uint8Array.from(bytes);
}
capture.command = new Map<string, string>([
  ['mt-sics', 'SI\r\n'],
  ['toledo-8217', 'W'],
  ['sma', '\nW\r'],
  ['and', 'Q\r\n'],
  ['ohaus', 'IP\r\n'],
  ['radwag', 'SUI\r\n'],
  ['sartorius', '\u001bP\r\n'],
  ['adam', 'P\r\n'],
  ['kern', 'w'],
]);

const SERIAL_SCALES = FAMILIES.filter(
  ({ connection, reads, mustBeNamed }) =>
    connection === 'serial' && mustBeNamed !== true && (reads === 'weight' || reads === 'body composition'),
);

describe('telling scales apart by what they say', () => {
  it.each(SERIAL_SCALES.map((registration) => [registration.family, registration] as const))(
    'recognises a %s scale',
    (family, registration) => {
      const [best, second] = detectProtocol(capture(registration), FAMILIES);
      expect(best?.family).toBe(family);
      expect(best!.score).toBeGreaterThan(second?.score ?? 0);
      expect(best!.reason).not.toBe('');
    },
  );

  it.each([
    ['text-scale', 'WG004.139kg3D\r\nWG004.139kg3D\r\n'],
    ['adam', 'ASNG/W + 0.51 kg\r\nASNG/W + 2.99 kg\r\n'],
    ['toledo-8217', '\n182.45lb\r\n00\r\u0003\n182.45lb\r\n10\r\u0003'],
    ['toledo-8217', '\n12.345LB\r\nS10\r\u0003\n12.345LB\r\nS00\r\u0003'],
    ['toledo-continuous', '\u0002<  018245000000\r\u0002<  018245000000\r'],
    [
      'health-o-meter',
      '\u001bR\u001bI1234567890\u001bW90.98\u001bH178.70\u001bT5.7\u001bB28.0\u001bNm\u001bE',
    ],
    ['toledo-continuous', '\u0002,0 008270\r\u0002,0 008270\r'],
  ])('recognises %s by the lines of a manual: %j', (family, text) => {
    const [best, second] = detectProtocol(wire(text), FAMILIES);
    expect(best?.family).toBe(family);
    expect(best!.score).toBeGreaterThan(0.8);
    expect(best!.score - (second?.score ?? 0)).toBeGreaterThan(0.25);
  });

  it('calls a refusal that several makers share a tie', () => {
    const guesses = detectProtocol(wire('ES\r\n'), FAMILIES);
    expect(guesses.map(({ family }) => family)).toEqual(['mt-sics', 'ohaus', 'radwag']);
    expect(new Set(guesses.map(({ score }) => score)).size).toBe(1);
  });

  it.each(['', '82.70\r\n', '\u00ff\u00fe\u0080\r\n', '4006381333931\r\n', '+ 0000.0003\r\n'])(
    'guesses nothing from "%s"',
    (text) => {
      expect(detectProtocol(wire(text), FAMILIES)).toEqual([]);
    },
  );

  it('gives a share between 0 and 1 for anything at all, best first', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        const scores = detectProtocol(bytes, FAMILIES).map(({ score }) => score);
        expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      }),
    );
  });
});
