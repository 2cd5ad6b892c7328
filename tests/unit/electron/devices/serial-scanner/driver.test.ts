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
    // Code 11 and MaxiCode (Honeywell 8600 manual, page 4-18), Telepen, Plessey, DotCode, Han Xin.
    [']H0123456', '123456'],
    [']U0MEMBER-1', 'MEMBER-1'],
    [']B0TELE-0042', 'TELE-0042'],
    [']P0123456', '123456'],
    [']J0MEMBER-1', 'MEMBER-1'],
    [']h0MEMBER-1', 'MEMBER-1'],
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

/** Silent long enough for what came to have been the whole symbol. */
const QUIET_MS = 100;

/** Symbols, one every second, each sent in one go. */
function scanned(...symbols: readonly string[]) {
  const recorded = recordDriver(serialScanner);
  symbols.forEach((symbol, index) => {
    recorded.driver.received(wire(symbol), index * 1_000);
    recorded.driver.tick(index * 1_000 + QUIET_MS);
  });
  return recorded;
}

describe('a scanner', () => {
  it('reads codes ended by CR, LF or both', () => {
    const { readings, states } = scanned('10042\r', '10043\n', '10044\r\n');
    expect(readings).toEqual([
      { kind: 'card', code: '10042' },
      { kind: 'card', code: '10043' },
      { kind: 'card', code: '10044' },
    ]);
    expect(states).toEqual(['ready']);
  });

  it.each([
    '10042\t',
    '10042\t\r\n',
    '\u000210042\u0003',
    '\u000210042\r\n\u0003',
    '\u000210042\u0003\r\n',
    '\u0002]Q110042\u0003',
  ])('reads %j, as a scanner with a prefix and a suffix sends it', (symbol) => {
    const { readings, reasons } = scanned(symbol);
    expect({ readings, reasons: reasons() }).toEqual({
      readings: [{ kind: 'card', code: '10042' }],
      reasons: [],
    });
  });

  it.each(['NOREAD', 'No Read', 'ERROR'])(
    'checks nobody in for %s, which says that nothing was read',
    (word) => {
      const { readings, reasons } = scanned(`${word}\r\n`);
      expect({ readings, reasons: reasons() }).toEqual({ readings: [], reasons: ['implausible'] });
    },
  );

  it('gives a code once while it is held, and again after it was gone', () => {
    const { driver, readings, reasons } = recordDriver(serialScanner);
    for (const atMs of [0, 2_000, 4_000, 4_000 + HELD_CODE_MS]) {
      driver.received(wire('10042\r\n'), atMs);
      driver.tick(atMs + QUIET_MS);
    }
    expect(readings).toHaveLength(2);
    expect(reasons()).toEqual(['repeat', 'repeat']);
  });

  it('lets another member scan in between', () => {
    const { readings } = scanned('10042\r\n', '10043\r\n', '10042\r\n');
    expect(readings).toHaveLength(3);
  });

  it.each([
    // A QR code with line ends: WebSerialBarcodeScanner#1.
    ['a text of three lines', ']Q1Some line\r breaks\nin here.\r\n'],
    ['two member numbers', 'MEMBER-0001\rMEMBER-0002\r'],
    ['the same number twice', 'MEMBER-0001\rMEMBER-0001\r'],
    ['a tail that is too short to be a code', 'MEMBER-0001\n12\r\n'],
    ['an empty line between', 'MEMBER-0001\r\n\r\nMEMBER-0002\r\n'],
    ['a tabulator', 'MEMBER-0001\tMEMBER-0002\r\n'],
    ['two frames', '\u0002MEMBER-0001\u0003\u0002MEMBER-0002\u0003\r\n'],
  ])('checks nobody in for a symbol with %s, wherever its bytes are split', (_what, symbol) => {
    for (let cut = 0; cut < symbol.length; cut += 1) {
      const { driver, readings, reasons } = recordDriver(serialScanner);
      driver.received(wire(symbol.slice(0, cut)), 0);
      driver.received(wire(symbol.slice(cut)), 16);
      driver.tick(16 + QUIET_MS);
      expect({ readings, reasons: reasons() }).toEqual({ readings: [], reasons: ['framing'] });
    }
  });

  it('refuses a symbol whose rest never ends', () => {
    const { driver, readings, reasons } = recordDriver(serialScanner);
    driver.received(wire('MEMBER-0001\rMEMBER-0002'), 0);
    for (let atMs = 100; atMs <= 2_000; atMs += 100) driver.tick(atMs);
    expect(readings).toEqual([]);
    expect(reasons()).toEqual(['timeout', 'framing']);
  });

  it('gives a code that was whole when the line was unplugged', () => {
    const { driver, readings } = recordDriver(serialScanner);
    driver.received(wire('10042\r\n'), 0);
    driver.closed();
    expect(readings).toEqual([{ kind: 'card', code: '10042' }]);
  });

  it('gives at most one code for what comes in one go, whatever it is', () => {
    const byte = fc.oneof(fc.constantFrom(0x0d, 0x0a), fc.integer({ min: 0x20, max: 0x7e }), fc.nat(255));
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 300 }), fc.integer({ min: 1, max: 64 }), (bytes, size) => {
        const { driver, readings } = recordDriver(serialScanner);
        for (let at = 0; at < bytes.length; at += size)
          driver.received(Uint8Array.from(bytes.slice(at, at + size)), at / size);
        driver.tick(10_000);
        expect(readings.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it.each(['00000000', '0000000000', 'FFFFFFFFFF', 'ffffffff', '000000000000', '00:00:00:00', '255,65535'])(
    'reads no card from %s, which a reader says with none near',
    (blank) => {
      const { readings, reasons } = scanned(`${blank}\r\n`);
      expect(readings).toEqual([]);
      expect(reasons()).toEqual(['implausible']);
    },
  );

  it('drops half a code', () => {
    const { driver, readings, reasons } = recordDriver(serialScanner);
    driver.received(wire('100'), 0);
    driver.received(wire('42\r\n'), 5_000);
    driver.tick(5_000 + QUIET_MS);
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
    driver.tick(QUIET_MS);
    expect(readings).toEqual([{ kind: 'card', code: '10042' }]);
    expect(() => simulator.act('step_on', {}, 0)).toThrow(RangeError);
    expect(() => simulator.act('scan', {}, 0)).toThrow(RangeError);
  });
});
