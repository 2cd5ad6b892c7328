import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatPinRecord, readPinRecord } from '../../../../../shared/domain/pins/pin-record.ts';

const text64 = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);

it('reads back what it wrote', () => {
  fc.assert(
    fc.property(
      fc.record({
        cost: fc.record({
          N: fc.constantFrom(256, 8_192, 16_384, 1_048_576),
          r: fc.integer({ min: 1, max: 99 }),
          p: fc.integer({ min: 1, max: 99 }),
        }),
        salt: text64,
        key: text64,
      }),
      (record) => {
        expect(readPinRecord(formatPinRecord(record))).toEqual(record);
      },
    ),
  );
});

it.each([
  '',
  'scrypt$8192',
  'plain$1$1$1$AA$AA',
  'scrypt$a$8$1$AA$AA',
  'scrypt$1$8$1$$AA',
  'scrypt$1$8$1$AA$AA$AA',
])('takes %j for damage, not for a wrong PIN', (text) => {
  expect(() => readPinRecord(text)).toThrow('damaged');
});
