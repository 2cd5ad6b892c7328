import { describe, expect, it } from 'vitest';
import {
  banisterLoad,
  banisterLoadPerMinute,
  edwardsLoad,
  effortPoints,
} from '../../shared/domain/heart-rate/effort.ts';
import { zoneOf } from '../../shared/domain/heart-rate/heart-rate-zones.ts';
import { MAXIMUM_HEART_RATE_FORMULAS } from '../../shared/domain/heart-rate/maximum-heart-rate.ts';
import { recoveryAfter, recoveryInSixtySeconds } from '../../shared/domain/heart-rate/recovery.ts';

describe('maximum heart rate from age', () => {
  // Fox 1971; Tanaka, Monahan & Seals 2001; Nes et al. 2013; Gellish et al. 2007.
  it.each([
    [30, 190, 187, 191.8, 186.8, 185.7],
    [40, 180, 180, 185.4, 180.1, 180.8],
    [60, 160, 166, 172.6, 166.7, 166.8],
  ])('is at %i years what each published formula gives', (age, fox, tanaka, nes, linear, quadratic) => {
    const formulas = MAXIMUM_HEART_RATE_FORMULAS;
    expect(formulas['max-heart-rate-fox@1'].bpm(age)).toBeCloseTo(fox, 10);
    expect(formulas['max-heart-rate-tanaka@1'].bpm(age)).toBeCloseTo(tanaka, 10);
    expect(formulas['max-heart-rate-nes@1'].bpm(age)).toBeCloseTo(nes, 10);
    expect(formulas['max-heart-rate-gellish-linear@1'].bpm(age)).toBeCloseTo(linear, 10);
    expect(formulas['max-heart-rate-gellish-quadratic@1'].bpm(age)).toBeCloseTo(quadratic, 10);
  });
});

describe('zones', () => {
  it.each([
    [89, 0],
    [90, 1],
    [107, 1],
    [108, 2],
    [126, 3],
    [143, 3],
    [144, 4],
    [161, 4],
    [162, 5],
    [180, 5],
    [200, 5],
  ])('put %i of 180 bpm into zone %i', (bpm, zone) => {
    expect(zoneOf(bpm, 180)).toBe(zone);
  });
});

describe('effort and load', () => {
  it('give 190 points for 5, 10, 15, 20 and 10 minutes in the five zones', () => {
    expect(effortPoints([300, 600, 900, 1200, 600])).toBe(190);
  });

  it('give an Edwards load of 120 for 10, 10, 15, 5 and 5 minutes', () => {
    expect(edwardsLoad([600, 600, 900, 300, 300])).toBe(120);
  });

  // Morton, Fitz-Clarke & Banister 1990.
  it('give the Banister load at full reserve for men and women', () => {
    expect(banisterLoadPerMinute(1, 'male')).toBeCloseTo(4.3654, 4);
    expect(banisterLoadPerMinute(1, 'female')).toBeCloseTo(4.5685, 4);
  });

  it.each([
    [120, 25.0723],
    [140, 39.8414],
  ])('give a man of maximum 200 and rest 40 for 30 minutes at %i bpm a load of %f', (bpm, load) => {
    const trace = new Uint8Array(1_800).fill(bpm);
    expect(banisterLoad(trace, { restingBpm: 40, maximumBpm: 200, sex: 'male' })).toBeCloseTo(load, 4);
  });
});

describe('recovery', () => {
  it('is 23 from 180 at the end of a push to 157 within a minute', () => {
    const push = [...Array.from({ length: 120 }, (_, i) => 120 + Math.floor(i / 2)), 180];
    const rest = Array.from({ length: 60 }, (_, i) => (i === 50 ? 157 : 179 - Math.floor(i / 3)));
    const trace = Uint8Array.from([...push, ...rest]);
    expect(recoveryAfter(trace, 120)).toBe(23);
    expect(recoveryInSixtySeconds(trace)).toBe(23);
  });
});
