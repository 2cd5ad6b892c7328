import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHeartRateMeasurement } from '../../../../../electron/devices/bluetooth/heart-rate-profile.ts';

const decode = (hex: string) => decodeHeartRateMeasurement(Uint8Array.from(Buffer.from(hex, 'hex')));

describe('a heart rate as a strap notifies it', () => {
  it('is what real straps were seen to send', () => {
    // Polar H10, stackoverflow.com/questions/67024800: [16, 59, 83, 4].
    expect(decode('103b5304')).toEqual({
      bpm: 59, contact: 'unknown', energyKj: null, intervalsMs: [(0x0453 * 1_000) / 1_024],
    }); // prettier-ignore
    // Polar H7, stackoverflow.com/questions/17422218: [22, 77, 22, 3] is 77 bpm and 790/1024 s.
    expect(decode('164d1603')).toEqual({
      bpm: 77, contact: 'on_skin', energyKj: null, intervalsMs: [(790 * 1_000) / 1_024],
    }); // prettier-ignore
  });

  // polarofficial/polar-ble-sdk, BleHrClientTest.
  it.each([
    ['00ff', { bpm: 255, contact: 'unknown' }],
    ['007f', { bpm: 127, contact: 'unknown' }],
    ['018080', { bpm: 32_896 }],
    ['017f7f', { bpm: 32_639 }],
    ['0600', { bpm: 0, contact: 'on_skin' }],
    ['0400', { bpm: 0, contact: 'off_skin' }],
    ['0200', { bpm: 0, contact: 'unknown' }],
    ['090000ffff', { bpm: 0, energyKj: 65_535 }],
    ['08007f80', { bpm: 0, energyKj: 32_895 }],
    ['1000ffff', { intervalsMs: [(65_535 * 1_000) / 1_024] }],
    ['110000ffff7f80', { intervalsMs: [(65_535 * 1_000) / 1_024, (32_895 * 1_000) / 1_024] }],
    ['1100000000', { intervalsMs: [0] }],
  ])('reads %s as the maker of the strap does', (hex, expected) => {
    expect(decode(hex)).toMatchObject(expected);
  });

  it('has every field where its flags put it: rate of two bytes, contact, energy, two intervals', () => {
    expect(decode('1f4801e80300040002')).toEqual({
      bpm: 328, contact: 'on_skin', energyKj: 1_000, intervalsMs: [1_000, 500],
    }); // prettier-ignore
  });

  it('is none when it ends before what it announces', () => {
    for (const hex of ['', '00', '16', '01', '0148', '0848', '084801', '094801e8'])
      expect(decode(hex)).toBeNull();
  });

  it('keeps whole intervals, and passes over half ones and fields of a later time', () => {
    expect(decode('1048000402')).toMatchObject({ bpm: 72, intervalsMs: [1_000] });
    expect(decode('e048ffff')).toMatchObject({ bpm: 72, intervalsMs: [] });
  });

  it('never throws, and never makes up what was not sent', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (value) => {
        const read = decodeHeartRateMeasurement(value);
        if (read === null) return;
        expect(read.bpm).toBeLessThanOrEqual(0xffff);
        expect(read.intervalsMs.length * 2).toBeLessThanOrEqual(value.length - 2);
        expect(read.energyKj === null).toBe((value[0]! & 8) === 0);
      }),
    );
  });
});
