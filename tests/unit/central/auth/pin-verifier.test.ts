import { expect, test } from 'vitest';
import { createPinVerifier } from '../../../../central/auth/pin-verifier.ts';
import { TurnstileOverloaded } from '../../../../central/auth/turnstile.ts';

test('a PIN fits what was derived from it and nothing else does', async () => {
  const verifier = createPinVerifier();
  const stored = await verifier.derive('4711');
  await expect(verifier.verify('4711', stored)).resolves.toBe(true);
  await expect(verifier.verify('4712', stored)).resolves.toBe(false);
  await expect(verifier.verify('4711', null)).resolves.toBe(false);
});

test("a demo member's PIN fits as well, and says in the store that it was made cheaply", async () => {
  const verifier = createPinVerifier();
  const stored = await verifier.deriveOpenly('1889');
  expect(stored).toMatch(/^scrypt\$256\$/);
  await expect(verifier.verify('1889', stored)).resolves.toBe(true);
  await expect(verifier.verify('1888', stored)).resolves.toBe(false);
});

test('two members with one PIN have nothing in common in the store', async () => {
  const verifier = createPinVerifier();
  const [first, second] = await Promise.all([verifier.derive('0000'), verifier.derive('0000')]);
  expect(first).not.toBe(second);
  expect(first).not.toContain('0000');
});

test('a verifier that was damaged in the store opens nothing', async () => {
  const verifier = createPinVerifier();
  await expect(verifier.verify('4711', 'scrypt$8192')).rejects.toThrow();
  await expect(verifier.verify('4711', 'plain$1$1$1$AA$AA')).rejects.toThrow();
});

test('a crowd at the door waits in line, and beyond the line is sent away', async () => {
  const verifier = createPinVerifier({ maxWaiting: 3 });
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => verifier.verify('1234', null)));
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(refused).toHaveLength(3);
  expect(
    refused.every(
      (outcome) => outcome.status === 'rejected' && outcome.reason instanceof TurnstileOverloaded,
    ),
  ).toBe(true);
  await expect(verifier.verify('1234', null)).resolves.toBe(false);
});
