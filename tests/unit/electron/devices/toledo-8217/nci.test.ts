import { describe, expect, it } from 'vitest';
import { toledo8217 } from '../../../../../electron/devices/toledo-8217/toledo-8217.ts';
import { recordDriver, wire } from '../../../../support/devices/recorded-driver.ts';
import { wireUp } from '../../../../support/devices/serial-wire.ts';

/** What the driver makes of an answer said three times. */
function said(answer: string) {
  const { driver, readings, reasons, states } = recordDriver(toledo8217);
  for (const atMs of [100, 400, 700]) driver.received(wire(answer), atMs);
  driver.tick(2_000);
  return {
    readings: readings.map(
      (reading) => reading.kind === 'weight' && [reading.kg, reading.unit, reading.stable],
    ),
    reasons: [...new Set(reasons())],
    state: states.at(-1),
  };
}

/**
 * Status bits: Ohaus Aviator 7000 service manual, page 49; NCI 6702 manual, page 14. Forms: AWT 7821 manual, page 25;
 * Brecknell 3700LP manual, page 11; Magellan 8500 (DIVA) service manual, page 36.
 */
describe('an answer in NCI’s form', () => {
  it.each<[string, number, string, boolean]>([
    ['\n182.45lb\r\n00\r\u0003', 82.757928, 'lb', true],
    ['\n  82.70kg\r\n00\r\u0003', 82.7, 'kg', true],
    // At zero, net, in a high range, and changed: all of them are weights.
    ['\n000.00lb\r\n20\r\u0003', 0, 'lb', true],
    ['\n 12.34kg\r\n0p4\r\u0003', 12.34, 'kg', true],
    ['\n 12.34kg\r\n0ps1\r\u0003', 12.34, 'kg', true],
    ['\n12.345LB\r\nS10\r\u0003', 5.599598, 'lb', false],
    ['\n12.345LB\r\nS00\r\u0003', 5.599598, 'lb', true],
    [' \n 0500g \r\n00\r\u0003', 0.5, 'g', true],
    // Pounds and ounces in the cash-register form.
    ['\n05LB03.2OZ\r\nS00\r\u0003', 2.35868, 'lb:oz', true],
    // Without the ETX, which some leave out.
    ['\n182.45lb\r\n10\r', 82.757928, 'lb', false],
  ])('%j weighs %d kg', (answer, kg, unit, stable) => {
    expect(said(answer).readings).toEqual([1, 2, 3].map(() => [kg, unit, stable]));
  });

  it.each([
    ['\n12.345LB\r\nS02\r\u0003', 'overload'],
    ['\n12.345LB\r\nS01\r\u0003', 'underload'],
    ['\n12.345LB\r\nS40\r\u0003', 'fault'],
    ['\n12.345LB\r\nS80\r\u0003', 'fault'],
    ['\n12.345LB\r\nS04\r\u0003', 'fault'],
    ['\n12.345LB\r\nS08\r\u0003', 'fault'],
    ['\n 12.34kg\r\n0p8\r\u0003', 'fault'],
    // The status alone, in place of a weight.
    ['\nS10\r\u0003', 'unstable'],
    ['\nS02\r\u0003', 'overload'],
    ['\nS40\r\u0003', 'fault'],
    ['\n10\r\u0003', 'unstable'],
    ['\n^^^^^^lb\r\n02\r\u0003', 'overload'],
    ['\n______lb\r\n01\r\u0003', 'underload'],
    ['\n------lb\r\n00\r\u0003', 'fault'],
  ])('%j gives no weight: %s', (answer, reason) => {
    expect(said(answer)).toMatchObject({ readings: [], reasons: [reason], state: 'ready' });
  });

  it.each([
    ['a status of which a byte is missing', '\n12.345LB\r\nS0\r\u0003'],
    ['a status that says another byte follows, and none does', '\n12.345LB\r\nS0p\r\u0003'],
    ['two weights', '\n12.345LB\r\n12.345LB\r\u0003'],
    ['a unit that is no mass', '\n   16PC\r\n00\r\u0003'],
  ])('is no reading with %s', (_what, answer) => {
    const { readings, reasons } = said(answer);
    expect(readings).toEqual([]);
    expect(reasons).not.toEqual([]);
  });

  it('is recognised where nobody said what is on the port', () => {
    let heard = '';
    const scale = wireUp(
      {
        ...toledo8217,
        createSimulator: (_config, send) => ({
          received(chunk) {
            heard += Buffer.from(chunk).toString('latin1');
            if (!heard.includes('\r')) return;
            // It knows nothing but W, and whatever else was said before the CR is part of the command.
            const command = heard.replaceAll('\n', '');
            send(wire(command === 'W\r' ? '\n182.45lb\r\n00\r\u0003' : '\n?\r\u0003'));
            heard = '';
          },
          tick: () => undefined,
          act: () => undefined,
        }),
      },
      null,
    );
    scale.pass(20_000);
    expect(scale.detections).toMatchObject([{ verdict: 'recognised', family: 'toledo-8217' }]);
    expect(scale.readings.at(-1)).toMatchObject({ kg: 82.757928, stable: true });
    scale.pass(20_000);
    expect(scale.states.at(-1)).toBe('ready');
  });
});
