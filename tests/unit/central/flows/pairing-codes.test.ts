import { expect, test } from 'vitest';
import { createPairingCode, hashPairingCode } from '../../../../central/flows/pairing-codes.ts';
import { kioskConfigSchema } from '../../../../shared/contract/kiosk-config.ts';

test('a code fits the kiosk configuration it is copied into', () => {
  const code = createPairingCode();
  expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  expect(kioskConfigSchema.parse({ pairing_code: code }).pairing_code).toBe(code);
});

test('a thousand codes are a thousand different codes', () => {
  expect(new Set(Array.from({ length: 1_000 }, createPairingCode)).size).toBe(1_000);
});

test('a code typed in small letters with a blank is the same code', () => {
  expect(hashPairingCode(' 7kq2-mx4r-9tbc ')).toBe(hashPairingCode('7KQ2-MX4R-9TBC'));
  expect(hashPairingCode('7KQ2-MX4R-9TBC')).not.toContain('7KQ2');
});
