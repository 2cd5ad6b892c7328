import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeScanReport,
  encodeScanReports,
  LONGEST_REPORT,
} from '../../../../../electron/devices/hid-scanner/frames.ts';
import { hidScanner } from '../../../../../electron/devices/hid-scanner/registration.ts';
import { HELD_CODE_MS } from '../../../../../electron/devices/serial-scanner/scan-gate.ts';
import { bytesOf } from '../../../../support/devices/framing.ts';
import { recordDriver, simulatedConfig } from '../../../../support/devices/recorded-driver.ts';
import {
  BOARDING_PASS,
  HONEYWELL_ACKNOWLEDGED,
  HONEYWELL_ANSWER_END,
  SCANNED_BOARDING_PASS,
} from '../../../../support/devices/recorded-readers.ts';

const card = (code: string) => ({ kind: 'card', code });
const [firstHalf, secondHalf] = SCANNED_BOARDING_PASS.map(bytesOf) as [Uint8Array, Uint8Array];

describe('a report of a HID scanner', () => {
  it('is read as its maker says: count, symbology, data, whether more follows', () => {
    expect(decodeScanReport(firstHalf)).toEqual({
      ok: true,
      value: { symbology: ']Q0', text: BOARDING_PASS.slice(0, 56), continues: true },
    });
    expect(decodeScanReport(secondHalf)).toEqual({
      ok: true,
      value: { symbology: ']Q0', text: ' 100', continues: false },
    });
  });

  it('is read without the two bytes that are the maker’s own', () => {
    const [report] = encodeScanReports('10042', ']C1') as [Uint8Array];
    const short = Uint8Array.from([...report.subarray(0, 61), 0x01]);
    expect(decodeScanReport(short)).toEqual({
      ok: true,
      value: { symbology: ']C1', text: '10042', continues: true },
    });
  });

  it('may leave the symbology open', () => {
    const [report] = encodeScanReports('10042', '\0\0\0') as [Uint8Array];
    expect(decodeScanReport(report)).toMatchObject({ ok: true, value: { symbology: '', text: '10042' } });
  });

  it.each([
    ['with more data than it has room for', '0239' + SCANNED_BOARDING_PASS[0].slice(4), 'framing'],
    ['with a symbology that is none', '0238415130' + SCANNED_BOARDING_PASS[0].slice(10), 'framing'],
    ['of which the end is missing', SCANNED_BOARDING_PASS[0].slice(0, 120), 'framing'],
    ['with nothing in it', '', 'framing'],
    ['that tells the trigger', '0401', 'unsupported'],
    ['that answers a menu command', HONEYWELL_ACKNOWLEDGED, 'unsupported'],
  ])('%s is no scan', (_what, hex, code) => {
    expect(decodeScanReport(bytesOf(hex))).toEqual({ ok: false, code });
  });
});

describe('a HID scanner', () => {
  it('gives a code that came in two reports as one', () => {
    const { driver, readings, discarded, states } = recordDriver(hidScanner);
    driver.received(firstHalf, 0);
    driver.received(secondHalf, 4);
    expect(readings).toEqual([card(BOARDING_PASS)]);
    expect(discarded).toEqual([]);
    expect(states).toEqual(['ready']);
  });

  it('drops half a code when the rest does not come, and reads the next', () => {
    const { driver, readings, discarded } = recordDriver(hidScanner);
    driver.received(firstHalf, 0);
    driver.tick(501);
    driver.received(encodeScanReports('10042', ']Q0')[0]!, 600);
    expect(discarded).toEqual([{ reason: 'timeout', bytes: LONGEST_REPORT }]);
    expect(readings).toEqual([card('10042')]);
  });

  it('does not glue half a code to a code of another symbology', () => {
    const { driver, readings, reasons } = recordDriver(hidScanner);
    driver.received(firstHalf, 0);
    driver.received(encodeScanReports('4006381333931', ']E0')[0]!, 10);
    expect(reasons()).toEqual(['framing']);
    expect(readings).toEqual([card('4006381333931')]);
  });

  it('forgets half a code when it is unplugged', () => {
    const { driver, readings, reasons } = recordDriver(hidScanner);
    driver.received(firstHalf, 0);
    driver.closed();
    driver.opened(100);
    driver.received(secondHalf, 110);
    // What is left, " 100", is too short to be a code.
    expect(reasons()).toEqual(['timeout', 'framing']);
    expect(readings).toEqual([]);
  });

  it('takes no answer to a command for a code', () => {
    const { driver, readings, reasons } = recordDriver(hidScanner);
    driver.received(bytesOf(HONEYWELL_ACKNOWLEDGED), 0);
    driver.received(Uint8Array.of(0x04, 0x01), 1);
    expect(readings).toEqual([]);
    expect(reasons()).toEqual(['unsupported', 'unsupported']);
  });

  it('leaves out the line end that some are set to add', () => {
    const { driver, readings } = recordDriver(hidScanner);
    driver.received(bytesOf(HONEYWELL_ANSWER_END), 0);
    expect(readings).toEqual([card('um: N/A')]);
  });

  it.each(['10042\t', '\u000210042\u0003', '\u000210042\u0003\r\n'])(
    'reads %j without what stands around it',
    (code) => {
      const { driver, readings } = recordDriver(hidScanner);
      driver.received(encodeScanReports(code, ']Q1')[0]!, 0);
      expect(readings).toEqual([card('10042')]);
    },
  );

  it.each(['MEMBER-0001\rMEMBER-0002', ']Some line\r breaks\nin here.', 'MEMBER-0001\tMEMBER-0002'])(
    'refuses a code with control characters within: %j',
    (code) => {
      const { driver, readings, reasons } = recordDriver(hidScanner);
      for (const report of encodeScanReports(code, ']Q1')) driver.received(report, 0);
      expect(readings).toEqual([]);
      expect(reasons()).toEqual(['framing']);
    },
  );

  it('reads no card from zeros', () => {
    const { driver, readings, reasons } = recordDriver(hidScanner);
    driver.received(encodeScanReports('0000000000', '\0\0\0')[0]!, 0);
    expect(readings).toEqual([]);
    expect(reasons()).toEqual(['implausible']);
  });

  it('gives a code once while it is held, and again after it was gone', () => {
    const { driver, readings, reasons } = recordDriver(hidScanner);
    for (const atMs of [0, 2_000, 2_000 + HELD_CODE_MS])
      driver.received(encodeScanReports('10042', ']Q1')[0]!, atMs);
    expect(readings).toEqual([card('10042'), card('10042')]);
    expect(reasons()).toEqual(['repeat']);
  });

  it('refuses a code longer than any member’s, however it is split', () => {
    const { driver, readings, discarded } = recordDriver(hidScanner);
    for (const report of encodeScanReports('7'.repeat(600), ']Q1')) driver.received(report, 0);
    expect(readings).toEqual([]);
    expect(discarded).toEqual([{ reason: 'overlong', bytes: 11 * LONGEST_REPORT }]);
  });

  it('gives every code that its simulator is shown', () => {
    const letter = fc.constantFrom(...'ABCXYZ0189-./:');
    fc.assert(
      fc.property(fc.string({ minLength: 4, maxLength: 128, unit: letter }), (code) => {
        const { driver, readings, discarded } = recordDriver(hidScanner);
        const simulator = hidScanner.createSimulator(
          simulatedConfig('hid-scanner'),
          (report) => driver.received(report, 0),
          Math.random,
        );
        simulator.act('scan', { code }, 0);
        expect(readings).toEqual([card(code)]);
        expect(discarded).toEqual([]);
      }),
    );
  });

  it('never gives what is no code, whatever bytes come', () => {
    const damaged = fc
      .tuple(fc.constantFrom(firstHalf, secondHalf), fc.nat(63), fc.nat(255))
      .map(([report, at, value]) => report.with(at, value));
    fc.assert(
      fc.property(fc.array(fc.oneof(damaged, fc.uint8Array({ maxLength: 70 }))), (reports) => {
        const { driver, readings } = recordDriver(hidScanner);
        reports.forEach((report, index) => driver.received(report, index));
        for (const reading of readings)
          expect(reading).toEqual(card(expect.stringMatching(/^[ -~]{4,128}$/) as string));
      }),
    );
  });

  it('refuses what a simulated scanner cannot do', () => {
    const simulator = hidScanner.createSimulator(
      simulatedConfig('hid-scanner'),
      () => undefined,
      Math.random,
    );
    expect(() => simulator.act('hold', {}, 0)).toThrow(RangeError);
    expect(() => simulator.act('scan', { code: 4 }, 0)).toThrow(RangeError);
  });
});
