import { describe, expect, it } from 'vitest';
import { fuzzDrivers } from '../../../../support/devices/fuzz-drivers.ts';

describe('damaged messages', () => {
  it('never make a driver throw, or claim what the contract forbids', () => {
    const { families } = fuzzDrivers(60_000, 20_240_501);
    expect(families.flatMap(({ exceptions }) => exceptions)).toEqual([]);
    expect(families.filter(({ implausible }) => implausible > 0)).toEqual([]);
    // The run did reach the decoders: every family read whole messages and told damaged ones apart.
    expect(families.filter(({ readings }) => readings < 20).map(({ family }) => family)).toEqual([]);
    expect(families.filter(({ discarded }) => Object.keys(discarded).length === 0)).toEqual([]);
  });
});
