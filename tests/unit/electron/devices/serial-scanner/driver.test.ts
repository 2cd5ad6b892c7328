import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HELD_CODE_MS } from '../../../../../electron/devices/serial-scanner/scan-gate.ts';
import { decodeScan } from '../../../../../electron/devices/serial-scanner/frames.ts';
import { serialScanner } from '../../../../../electron/devices/serial-scanner/registration.ts';
import { recordDriver, simulatedConfig, wire } from '../../../../support/devices/recorded-driver.ts';
import { seededRandom } from '../../../../support/seeded-random.ts';

describe('a scanned code', () => {
  it.each([
    ['4006381333931', '4006381333931'],
    ['  M-10042 ', 'M-10042'],
    ['https://club.example/m/10042?k=a b', 'https://club.example/m/10042?k=a b'],
    // Symbology identifiers of ISO/IEC 15424: GS1-128, QR code, EAN.
    [']C1004006381333931', '004006381333931'],
    [']Q3member:10042', 'member:10042'],
    [']E04006381333931', '4006381333931'],
    ['x'.repeat(128), 'x'.repeat(128)],
  ])('%s is read', (line, code) => {
    expect(decodeScan(line)).toEqual({ ok: true, value: code });
  });

  it.each([
    ['123', 'framing'],
    ['', 'framing'],
    [']Q3', 'framing'],
    [']10042', 'framing'],
    [']C1]Q310042', 'framing'],
    ['1004\u00002', 'framing'],
    ['1004\u001b[2J', 'framing'],
    ['1004\u00e9', 'framing'],
    ['x'.repeat(129), 'overlong'],
  ])('%j is refused: %s', (line, code) => {
    expect(decodeScan(line)).toEqual({ ok: false, code });
  });

  it('is printable, of a sane length and without blanks around it, whatever was scanned', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (line) => {
        const scan = decodeScan(line);
        expect(!scan.ok || /^[!-~](?:[ -~]{2,126})[!-~]$/.test(scan.value)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a scanner', () => {
  it('reads codes ended by CR, LF or both', () => {
    const { driver, readings, states } = recordDriver(serialScanner);
    driver.received(wire('10042\r10043\n10044\r\n'), 0);
    expect(readings).toEqual([
      { kind: 'card', code: '10042' },
      { kind: 'card', code: '10043' },
      { kind: 'card', code: '10044' },
    ]);
    expect(states).toEqual(['ready']);
  });

  it('gives a code once while it is held, and again after it was gone', () => {
    const { driver, readings, reasons } = recordDriver(serialScanner);
    for (const atMs of [0, 2_000, 4_000, 4_000 + HELD_CODE_MS]) driver.received(wire('10042\r\n'), atMs);
    expect(readings).toHaveLength(2);
    expect(reasons()).toEqual(['repeat', 'repeat']);
  });

  it('lets another member scan in between', () => {
    const { driver, readings } = recordDriver(serialScanner);
    for (const code of ['10042', '10043', '10042']) driver.received(wire(`${code}\r\n`), 0);
    expect(readings).toHaveLength(3);
  });

  it('drops half a code', () => {
    const { driver, readings, reasons } = recordDriver(serialScanner);
    driver.received(wire('100'), 0);
    driver.received(wire('42\r\n'), 5_000);
    expect(readings).toEqual([]);
    expect(reasons()).toEqual(['timeout', 'framing']);
  });

  it('is played by its simulator', () => {
    const { driver, readings } = recordDriver(serialScanner);
    const simulator = serialScanner.createSimulator(
      simulatedConfig('serial-scanner'),
      (bytes) => driver.received(bytes, 0),
      seededRandom(1),
    );
    simulator.act('scan', { code: '10042' }, 0);
    expect(readings).toEqual([{ kind: 'card', code: '10042' }]);
    expect(() => simulator.act('step_on', {}, 0)).toThrow(RangeError);
    expect(() => simulator.act('scan', {}, 0)).toThrow(RangeError);
  });
});
