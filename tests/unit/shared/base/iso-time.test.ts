import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoTime } from '../../../../shared/base/iso-time.ts';

it('any instant of ten thousand years is written as the platform writes it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.parse('0000-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59.999Z') }),
      (epochMs) => {
        expect(isoTime(epochMs)).toBe(new Date(epochMs).toISOString());
      },
    ),
    { numRuns: 10_000 },
  );
});
