import { describe, expect, it } from 'vitest';
import { fuzzScales } from '../../../../bench/fuzz-scales.ts';

describe('damaged lines', () => {
  it('never make a scale or scanner throw, or claim what the contract forbids', () => {
    const report = fuzzScales(40_000, 20_240_501);
    expect(report.exceptions).toEqual([]);
    expect(report.implausible).toBe(0);
    // The run did reach the decoders: whole lines were read and damaged ones told apart.
    expect(report.readings).toBeGreaterThan(4_000);
    expect(report.discarded['framing']).toBeGreaterThan(4_000);
    expect(report.discarded['checksum']).toBeGreaterThan(100);
  });
});
