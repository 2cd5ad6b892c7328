import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flawOfPin } from '../../../../../shared/domain/pins/new-pin.ts';

describe('a PIN that a member wants to have', () => {
  it.each([
    ['8206', '1042', null],
    ['82061', '1042', null],
    ['82061937', '1042', null],
    ['1122', '1042', null],
    ['820', '1042', 'not_digits'],
    ['820619375', '1042', 'not_digits'],
    ['', '1042', 'not_digits'],
    ['82a6', '1042', 'not_digits'],
    ['٨٢٠٦', '1042', 'not_digits'],
    ['8206\n', '1042', 'not_digits'],
    ['0000', '1042', 'repeated'],
    ['77777777', '1042', 'repeated'],
    ['1212', '1042', 'repeated'],
    ['12121', '1042', null],
    ['1234', '1042', 'run'],
    ['9876', '1042', 'run'],
    ['7890', '1042', 'run'],
    ['3210', '1042', 'run'],
    ['1357', '1042', null],
    ['1042', '1042', 'member_number'],
    ['1042', '881042', 'member_number'],
    ['1042', 'M-1042', 'member_number'],
    ['0042', '42', 'member_number'],
    ['8206', '', null],
  ])('%j of number %j: %s', (pin, memberNumber, flaw) => {
    expect(flawOfPin(pin, memberNumber)).toBe(flaw);
  });

  it('is refused whatever else it is, when it is not four to eight plain digits', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/^[0-9]{4,8}$/.test(text)),
        (text) => {
          expect(flawOfPin(text, '1042')).toBe('not_digits');
        },
      ),
    );
  });

  it('is refused as often as it is fine for anybody: all but some four-digit PINs are there to choose', () => {
    const fine = Array.from({ length: 10_000 }, (_, pin) => String(pin).padStart(4, '0')).filter(
      (pin) => flawOfPin(pin, '1042') === null,
    );
    // 100 of the form abab, 20 runs and the number itself; no PIN is two of them.
    expect(fine).toHaveLength(10_000 - 100 - 20 - 1);
  });
});
