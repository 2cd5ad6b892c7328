import { describe, expect, it } from 'vitest';
import {
  beatFault,
  decodeHeartRatePage,
  readBeat,
  type Beat,
} from '../../../../../electron/devices/ant/heart-rate-profile.ts';
import { bytesOf } from '../../../../support/devices/framing.ts';

const beatOf = (hex: string): Beat => {
  const beat: Beat = { eventTime: 0, count: 0, bpm: 0 };
  readBeat(bytesOf(hex), 0, beat);
  return beat;
};
const page = (hex: string) => decodeHeartRatePage(bytesOf(hex));

describe('pages of a heart rate strap', () => {
  it.each([
    // payload, last beat, count, rate; from unit tests of antplus-arduino and StephenHidem/AntPlus, and forum logs
    ['80ffffffabcd1245', 52_651, 18, 69],
    ['00000000aa553346', 21_930, 51, 70],
    ['0400e77e9d830135', 33_693, 1, 53],
    ['0400ec1b331d187d', 7_475, 24, 125],
    ['84ffa5e2a5e6ca3c', 59_045, 202, 60],
  ])('reads the beat of %s', (hex, eventTime, count, bpm) => {
    expect(beatOf(hex)).toEqual({ eventTime, count, bpm });
  });

  it('tells a strap without skin contact from a rate nobody can have', () => {
    expect(beatFault(beatOf('0311223300000000'))).toBe('no_contact');
    expect(beatFault(beatOf('04005c88ffffffff'))).toBe('implausible');
    expect(beatFault({ eventTime: 0, count: 0, bpm: 24 })).toBe('implausible');
    expect(beatFault({ eventTime: 0, count: 0, bpm: 25 })).toBeNull();
    expect(beatFault({ eventTime: 0, count: 0, bpm: 240 })).toBeNull();
    expect(beatFault({ eventTime: 0, count: 0, bpm: 241 })).toBe('implausible');
  });

  it.each([
    ['80ffffffabcd1245', { page: 0 }],
    ['81010203aa593446', { page: 1, operatingTimeS: 394_242 }],
    ['01ffffffff0000ff', { page: 1, operatingTimeS: 33_554_430 }],
    ['028000000000ff00', { page: 2, manufacturerId: 128, serialUpper: 0 }],
    ['83010203aa593446', { page: 3, hardware: 1, software: 2, model: 3 }],
    ['0311223300000000', { page: 3, hardware: 17, software: 34, model: 51 }],
    ['84ffa5e2a5e6ca3c', { page: 4, manufacturerSpecific: 255, previousEventTime: 58_021 }],
    ['85467864aa593446', { page: 5, intervalBpm: 70, intervalHighestBpm: 120, sessionBpm: 100 }],
    ['86ff0501aa593446', { page: 6, supported: 5, enabled: 1 }],
    ['89ffffffaa593446', { page: 9 }],
    ['8affffffaa593446', { page: 'unknown', number: 10 }],
  ])('reads what page %s tells', (hex, expected) => {
    expect(page(hex)).toEqual(expected);
  });

  it.each([
    ['87466603aa593446', 70, 3.3984375, 'unknown'],
    ['87467810aa593446', 70, 0.46875, 'new'],
    ['87467820aa593446', 70, 0.46875, 'good'],
    ['87467830aa593446', 70, 0.46875, 'ok'],
    ['87467840aa593446', 70, 0.46875, 'low'],
    ['87467850aa593446', 70, 0.46875, 'critical'],
    ['87467860aa593446', 70, 0.46875, 'reserved'],
    ['87467870aa593446', 70, 0.46875, 'invalid'],
    // A coarse voltage of F and a charge of FF mean "not known".
    ['0732ff3f0000ff0f', 50, null, 'ok'],
    ['07ffff3f0000ff0f', null, null, 'ok'],
  ])('reads the battery of %s', (hex, batteryPercent, batteryV, batteryStatus) => {
    expect(page(hex)).toEqual({ page: 7, batteryPercent, batteryV, batteryStatus });
  });
});
