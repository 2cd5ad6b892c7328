import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOfSender, isEmail, tidyEmail } from '../../../../../shared/domain/members/email-address.ts';

describe('an e-mail address', () => {
  it.each([
    // polar#5806: IDN as punycode, characters of RFC 5322, blanks pasted along.
    ['user@example.xn--p1ai', 'user@example.xn--p1ai'],
    ['user@пример.рф', 'user@пример.рф'],
    ['user@Bücher.Example', 'user@bücher.example'],
    ['user@xn--bcher-kva.example', 'user@xn--bcher-kva.example'],
    ['a&b@example.org', 'a&b@example.org'],
    ['mara+gym@example.org', 'mara+gym@example.org'],
    ["o'brien@example.org", "o'brien@example.org"],
    ["!#$%&'*+-/=?^_`{|}~@example.org", "!#$%&'*+-/=?^_`{|}~@example.org"],
    ['mara@example.org ', 'mara@example.org'],
    ['\u00a0mara@example.org\u200b\r\n', 'mara@example.org'],
    ['Mara@EXAMPLE.org', 'Mara@example.org'],
    ['θσερ@εχαμπλε.ψομ', 'θσερ@εχαμπλε.ψομ'],
    ['a@b.co', 'a@b.co'],
    ['1234567890@example.museum', '1234567890@example.museum'],
    [`${'a'.repeat(64)}@example.org`, `${'a'.repeat(64)}@example.org`],
  ])('%j is kept as %j', (entered, kept) => {
    expect(tidyEmail(entered)).toBe(kept);
    expect(isEmail(kept)).toBe(true);
  });

  it.each([
    '', 'mara', '@example.org', 'mara@', 'mara@localhost', 'mara@@example.org', 'ma ra@example.org',
    'mara@exam ple.org', '.mara@example.org', 'mara.@example.org', 'ma..ra@example.org', 'mara@.example.org',
    'mara@example..org', 'mara@example.org.', 'mara@-example.org', 'mara@example-.org', 'mara@exa_mple.org',
    'mara@192.0.2.1', 'mara@[192.0.2.1]', 'mara@mail.example\r\nBcc: all@mail.example', 'a,b@example.org',
    'Mara <mara@example.org>', 'ma\u0000ra@example.org', '"mara@evil.example"@example.org',
    `${'a'.repeat(65)}@example.org`, `mara@${'a'.repeat(64)}.org`, `mara@${'abcdefgh.'.repeat(30)}org`,
  ])('%j is none', (text) => {
    expect(isEmail(tidyEmail(text))).toBe(false);
  }); // prettier-ignore

  it('is settled once it is tidy, and never holds a control character or a second address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress()), (text) => {
        const tidy = tidyEmail(text);
        expect(tidyEmail(tidy)).toBe(tidy);
        if (isEmail(tidy)) expect(tidy).toMatch(/^[^\p{Cc}\s@,;<>"]+@[^\p{Cc}\s@,;<>"]+$/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is every plain one that the standard allows', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect([address, isEmail(tidyEmail(address))]).toEqual([address, true]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('of a sender may have a name before it', () => {
    expect(addressOfSender('Training Club <desk@Club.example>')).toBe('desk@club.example');
    expect(addressOfSender('desk@club.example')).toBe('desk@club.example');
  });
});
