import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodePolarHeartRate,
  polarId,
} from '../../../../../electron/devices/bluetooth/polar-advertising-profile.ts';

const decode = (hex: string) => decodePolarHeartRate(Uint8Array.from(Buffer.from(hex, 'hex')));

describe('heart rate in a Polar advertisement', () => {
  it('is read from what real straps were seen to send', () => {
    // Polar H7, polarofficial/polar-ble-sdk#305.
    expect(decode('6b003b1b5452')).toEqual({ bpm: 82, onSkin: true, count: 6, isShort: false });
    // polarofficial/polar-ble-sdk, BleAdvertisementContentTest, SAGRFC31.
    expect(decode('6b002b0bb6ac')).toEqual({ bpm: 172, onSkin: true, count: 2, isShort: false });
  });

  it('stands behind records of other kinds', () => {
    // The same test, SAGRFC23: two records to pass over, then one of three bytes without a rate.
    expect(decode('6b00720897c9c300000000007a0103330000')).toEqual({
      bpm: 0, onSkin: true, count: 4, isShort: true,
    }); // prettier-ignore
  });

  it('is not found where there is none', () => {
    expect(decode('6b00720897c9c30000000000')).toBeNull();
    expect(decode('6b01720897c9c300000000007a0103330000')).toBeNull();
    for (const hex of ['', '6b', '6b00', '6b0033', '6b003300', '6b0072', '6b0072ff00'])
      expect(decode(hex)).toBeNull();
  });

  // polarofficial/polar-ble-sdk, BlePolarHrAdvertisementTest.
  it.each([
    ['6b00a3fefefe', { count: 0 }],
    ['6b00a7fefefe', { count: 1 }],
    ['6b00bffefefe', { count: 7 }],
    ['6b00bfff0000', { bpm: 0 }],
    ['6b00bfffffff', { bpm: 255 }],
    ['6b00bfff00', { bpm: 0, isShort: true }],
    ['6b00bfffff', { bpm: 255, isShort: true }],
  ])('reads %s as the maker does', (hex, expected) => {
    expect(decode(hex)).toMatchObject(expected);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (data) => {
        const read = decodePolarHeartRate(Uint8Array.of(0x6b, 0x00, ...data));
        if (read !== null) expect(data).toContain(read.bpm);
      }),
    );
  });
});

describe('the id that a Polar strap carries in its name', () => {
  it('is the one printed on it', () => {
    // Names from polar-ble-sdk#103, #305 and BleAdvertisementContentTest.
    expect(polarId('Polar H10 E7BAC71A')).toBe('E7BAC71A');
    expect(polarId('Polar H7 D7904C14')).toBe('D7904C14');
    expect(polarId('Polar GritX Pro aa123459')).toBe('AA123459');
  });

  it('gets its check digit where the name leaves it out', () => {
    expect(polarId('Polar H10 E7BAC71')).toBe('E7BAC71A');
    expect(polarId('Polar H7 D7904C1')).toBe('D7904C14');
  });

  it('is not in other names', () => {
    for (const name of ['', 'Polar', 'Polar H10', 'H10 E7BAC71A', 'Polar H10 E7BAC71X', 'TICKR E7BAC71A'])
      expect(polarId(name)).toBeNull();
  });
});
