import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createKeyReportFramer,
  encodeTypedText,
} from '../../../../../electron/devices/keyboard-wedge/frames.ts';
import { keyboardWedge } from '../../../../../electron/devices/keyboard-wedge/registration.ts';
import { HELD_CODE_MS } from '../../../../../electron/devices/serial-scanner/scan-gate.ts';
import { bytesOf, collect } from '../../../../support/devices/framing.ts';
import { recordDriver, simulatedConfig } from '../../../../support/devices/recorded-driver.ts';
import { TYPED_EAN, TYPED_WITH_SHIFT } from '../../../../support/devices/recorded-readers.ts';

const card = (code: string) => ({ kind: 'card', code });
const read = (...chunks: readonly (Uint8Array | 'idle')[]) =>
  collect(createKeyReportFramer(), chunks, (text) => text);
const key = (usage: number, modifiers = 0): Uint8Array =>
  Uint8Array.of(modifiers, 0, usage, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
const ENTER = key(0x28);
/** Silent long enough for what was typed to have been all. */
const QUIET_MS = 100;

describe('what a reader types', () => {
  it('is read from the reports of a scanner in a shop', () => {
    expect(read(...TYPED_EAN.map(bytesOf))).toEqual({ frames: ['6957842208856'], discarded: {} });
  });

  it('is read with Shift', () => {
    expect(read(...TYPED_WITH_SHIFT.map(bytesOf))).toEqual({ frames: ['4*9'], discarded: {} });
  });

  it('is the same with a report id in front of every report', () => {
    const reports = TYPED_EAN.map((report) => bytesOf(`02${report}`));
    expect(read(...reports)).toEqual({ frames: ['6957842208856'], discarded: {} });
  });

  it.each([
    ['Enter', 0x28, 0],
    ['Enter on the keypad', 0x58, 0],
    ['Tab', 0x2b, 0],
    ['Control-M', 0x10, 0x01],
    ['Control-Shift-J', 0x0d, 0x03],
    ['the right Control and J', 0x0d, 0x10],
  ])('ends with %s', (_name, usage, modifiers) => {
    expect(read(key(0x1e), key(0x1f), key(usage, modifiers)).frames).toEqual(['12']);
  });

  it('may hold one key while the next goes down', () => {
    const rolled = [
      '00001e0000000000',
      '00001e1f00000000',
      '00001f0000000000',
      '00001f2000000000',
      '0000000000000000',
    ];
    expect(read(...rolled.map(bytesOf), ENTER).frames).toEqual(['123']);
  });

  it('is not disturbed by locks that are switched on and off around it', () => {
    expect(read(key(0x39), key(0x04), key(0x53), key(0x39), ENTER)).toEqual({
      frames: ['a'],
      discarded: {},
    });
  });

  it('is read from the keypad too', () => {
    expect(read(key(0x59), key(0x62), key(0x63), key(0x54), ENTER).frames).toEqual(['10./']);
  });

  it.each([
    ['an arrow key', key(0x4f)],
    ['a key with Alt', key(0x04, 0x04)],
    ['Control-C', key(0x06, 0x01)],
    ['a report that lost its keys', Uint8Array.of(0, 0, 1, 1, 1, 1, 1, 1)],
  ])('is no text when %s is among it', (_name, report) => {
    const { frames, discarded } = read(key(0x1e), report, key(0x1f), ENTER, encodeTypedText('1004'));
    expect(frames.at(-1)).toBe('1004');
    expect(frames).not.toContain('12');
    expect(discarded.framing).toBeGreaterThan(0);
  });

  it('is dropped when its end does not come', () => {
    expect(read(key(0x1e), key(0x1f), 'idle', key(0x20), ENTER)).toEqual({
      frames: ['3'],
      discarded: { timeout: 32 },
    });
  });

  it('is dropped whole when it is longer than any code, its tail included', () => {
    expect(read(encodeTypedText('7'.repeat(200)), encodeTypedText('1004'))).toEqual({
      frames: ['1004'],
      discarded: { overlong: 200 * 16 + 8 },
    });
  });

  it('comes in whole reports', () => {
    expect(read(key(0x1e), new Uint8Array(12), ENTER)).toEqual({ frames: ['1'], discarded: { framing: 12 } });
  });

  it('is every printable text that a keyboard has keys for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 128 }), (text) => {
        expect(read(encodeTypedText(text))).toEqual({ frames: [text], discarded: {} });
      }),
    );
  });

  it('is nothing but printable text, whatever reports come', () => {
    const report = fc.uint8Array({ minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(report, fc.constant(ENTER), fc.uint8Array({ maxLength: 20 }))),
        (chunks) => {
          const framer = createKeyReportFramer();
          for (const text of collect(framer, chunks, (text) => text).frames)
            expect(text).toMatch(/^[ -~]{1,128}$/);
          framer.idle(() => undefined);
          expect(framer.held).toBe(0);
        },
      ),
    );
  });
});

describe('a reader that types', () => {
  it('gives the code that its scanner read', () => {
    const { driver, readings, discarded, states } = recordDriver(keyboardWedge);
    TYPED_EAN.forEach((report, index) => driver.received(bytesOf(report), index * 8));
    driver.tick(TYPED_EAN.length * 8 + QUIET_MS);
    expect(readings).toEqual([card('6957842208856')]);
    expect(discarded).toEqual([]);
    expect(states).toEqual(['ready']);
  });

  it('gives the number of a tag as a serial reader gives it', () => {
    const { driver, readings } = recordDriver(keyboardWedge);
    driver.received(encodeTypedText('0006547886'), 0);
    driver.tick(QUIET_MS);
    expect(readings).toEqual([card('0006547886')]);
  });

  it('gives a code once while it is held, and again after it was gone', () => {
    const { driver, readings, reasons } = recordDriver(keyboardWedge);
    for (const atMs of [0, 2_000, 2_000 + HELD_CODE_MS]) {
      driver.received(encodeTypedText('10042'), atMs);
      driver.tick(atMs + QUIET_MS);
    }
    expect(readings).toEqual([card('10042'), card('10042')]);
    expect(reasons()).toEqual(['repeat']);
  });

  it('reads no card from a reader that types zeros with no tag near', () => {
    // Reported of a serial reader by SB-RFID-HAT#2; a reader that types says the same in decimal.
    const { driver, readings, reasons } = recordDriver(keyboardWedge);
    for (const [index, text] of ['0000000000', '4294967295', '000,00000', '255,65535'].entries()) {
      driver.received(encodeTypedText(text), index * 5_000);
      driver.tick(index * 5_000 + QUIET_MS);
    }
    expect(readings).toEqual([]);
    expect(reasons()).toEqual(['implausible', 'implausible', 'implausible', 'implausible']);
  });

  it('takes one symbol for one code, though it types Enter within', () => {
    const { driver, readings, reasons } = recordDriver(keyboardWedge);
    driver.received(encodeTypedText('MEMBER-0001'), 0);
    driver.received(encodeTypedText('MEMBER-0002'), 30);
    driver.tick(30 + QUIET_MS);
    expect(readings).toEqual([]);
    expect(reasons()).toEqual(['framing']);
  });

  it('does not join what it typed before and after a silence', () => {
    const { driver, readings, reasons } = recordDriver(keyboardWedge);
    driver.received(encodeTypedText('10042').subarray(0, 32), 0);
    driver.tick(201);
    driver.received(encodeTypedText('10043'), 300);
    driver.tick(300 + QUIET_MS);
    expect(reasons()).toEqual(['timeout']);
    expect(readings).toEqual([card('10043')]);
  });

  it('forgets half a code when it is unplugged', () => {
    const { driver, readings, reasons } = recordDriver(keyboardWedge);
    driver.received(key(0x1e), 0);
    driver.closed();
    driver.opened(50);
    driver.received(encodeTypedText('10042'), 60);
    driver.tick(60 + QUIET_MS);
    expect(reasons()).toEqual(['timeout']);
    expect(readings).toEqual([card('10042')]);
  });

  it('refuses three characters, as every scanner does', () => {
    const { driver, readings, reasons } = recordDriver(keyboardWedge);
    for (const report of TYPED_WITH_SHIFT) driver.received(bytesOf(report), 0);
    driver.tick(QUIET_MS);
    expect(readings).toEqual([]);
    expect(reasons()).toEqual(['framing']);
  });

  it('can be simulated, and refuses what it cannot do', () => {
    const { driver, readings } = recordDriver(keyboardWedge);
    const simulator = keyboardWedge.createSimulator(
      simulatedConfig('keyboard-wedge'),
      (bytes) => driver.received(bytes, 0),
      Math.random,
    );
    simulator.act('scan', { code: 'https://club.example/m?k=A_1' }, 0);
    driver.tick(QUIET_MS);
    expect(readings).toEqual([card('https://club.example/m?k=A_1')]);
    expect(() => simulator.act('hold', { code: '1' }, 0)).toThrow(RangeError);
    expect(() => simulator.act('scan', { code: 'é' }, 0)).toThrow(RangeError);
  });
});
