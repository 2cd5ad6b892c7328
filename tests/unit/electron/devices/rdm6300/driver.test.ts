import { describe, expect, it } from 'vitest';
import { createTagReaderDriver } from '../../../../../electron/devices/rdm6300/driver.ts';
import { createTagReaderSimulator, tagFrame } from '../../../../../electron/devices/rdm6300/simulator.ts';
import { recordingOutlet } from '../../../../support/devices/outlet.ts';

function reader() {
  const outlet = recordingOutlet();
  const driver = createTagReaderDriver(outlet);
  driver.opened(0);
  const codes = () =>
    outlet.readings.map((reading) => (reading.kind === 'card' ? reading.code : reading.kind));
  return { outlet, driver, codes };
}
const A = tagFrame('0008075634', 0x6f, '');
const B = tagFrame('0006547886', 1, '');

describe('a tag held to a reader', () => {
  it('is one scan however long it is held', () => {
    const { outlet, driver, codes } = reader();
    for (let atMs = 0; atMs <= 10_000; atMs += 50) driver.received(A, atMs);
    expect(codes()).toEqual(['0008075634']);
    expect(outlet.dropped).toEqual({ repeat: 200 * 14 });
  });

  it('is a new scan three seconds after it was taken away', () => {
    const { driver, codes } = reader();
    driver.received(A, 0);
    driver.received(A, 2_999);
    driver.received(A, 5_999);
    expect(codes()).toEqual(['0008075634', '0008075634']);
  });

  it('does not hold up another tag', () => {
    const { driver, codes } = reader();
    driver.received(A, 0);
    driver.received(B, 100);
    driver.received(A, 200);
    expect(codes()).toEqual(['0008075634', '0006547886']);
  });

  it('is read with the decimal number printed on it', () => {
    const { driver, codes } = reader();
    driver.received(B, 0);
    expect(codes()).toEqual(['0006547886']);
  });

  it.each([
    // Sent with no tag near: esp-rfid#411, Tasmota#9522, SB-RFID-HAT#2. The XOR of zeros is zero.
    ['twelve zeros', '0230303030303030303030303003'],
    ['twelve zeros and CR LF', '023030303030303030303030300d0a03'],
    ['zeros behind a version byte', tagFrame('0000000000', 0x6f, '')],
    ['zeros with a raw check byte', '02303030303030303030300003'],
    ['ten zeros without a check value', '0a303030303030303030300d'],
    ['nothing but F', '0246464646464646464646464603'],
    ['nothing but F, without a check value', '0a464646464646464646460d'],
    ['twenty-four ones', tagFrame('0016777215', 0, '')],
  ])('is none for %s', (_what, sent) => {
    const { outlet, driver, codes } = reader();
    const bytes = typeof sent === 'string' ? Uint8Array.from(Buffer.from(sent, 'hex')) : sent;
    for (let atMs = 0; atMs < 500; atMs += 50) driver.received(bytes, atMs);
    expect(codes()).toEqual([]);
    expect(Object.keys(outlet.dropped)).toContain('implausible');
  });

  it('is read with its check value as one raw byte', () => {
    // esphome/issues#3610: the tag's five bytes are 01 14 AE 3B BC.
    const { driver, codes } = reader();
    driver.received(Uint8Array.from(Buffer.from('02303131344145334242433C03', 'hex')), 0);
    expect(codes()).toEqual(['0346962876']);
  });

  it('is dropped when only half of it comes', () => {
    const { outlet, driver, codes } = reader();
    driver.received(A.subarray(0, 6), 0);
    driver.tick(150);
    driver.received(B, 200);
    expect(codes()).toEqual(['0006547886']);
    expect(outlet.dropped).toEqual({ timeout: 6 });
  });
});

describe('a simulated reader', () => {
  it('repeats a held tag every 50 ms and then stops', () => {
    let sent = 0;
    const simulator = createTagReaderSimulator(
      '\r\n',
      (bytes) => {
        sent += 1;
        expect(bytes.length).toBe(16);
      },
      Math.random,
    );
    simulator.act('hold', { code: '0008075634', hold_ms: 200 }, 1_000);
    for (let atMs = 1_050; atMs < 3_000; atMs += 50) simulator.tick(atMs);
    expect(sent).toBe(5);
  });

  it('refuses what a reader cannot do', () => {
    const simulator = createTagReaderSimulator('', () => undefined, Math.random);
    expect(() => simulator.act('weigh', {}, 0)).toThrow('cannot weigh');
    expect(() => simulator.act('hold', { code: 'abc' }, 0)).toThrow();
  });
});
