import { expect, test } from 'vitest';
import { createVault, WrongSecret } from '../../../../central/auth/vault.ts';

const SECRET = 's'.repeat(40);

test('what was wrapped is unwrapped by whoever has the secret and says the same purpose, and by nobody else', async () => {
  const wrapped = await createVault(SECRET).wrap('the key', 'signing key 1 of north');
  expect(wrapped).not.toContain('the key');
  expect(await createVault(SECRET).unwrap(wrapped, 'signing key 1 of north')).toBe('the key');
  await expect(createVault(SECRET).unwrap(wrapped, 'signing key 1 of south')).rejects.toThrow(WrongSecret);
  await expect(createVault(`${SECRET}!`).unwrap(wrapped, 'signing key 1 of north')).rejects.toThrow(
    WrongSecret,
  );
  const tampered = `${wrapped.slice(0, -3)}${wrapped.at(-3) === 'A' ? 'B' : 'A'}${wrapped.slice(-2)}`;
  await expect(createVault(SECRET).unwrap(tampered, 'signing key 1 of north')).rejects.toThrow(WrongSecret);
  await expect(createVault(SECRET).unwrap('{"kty":"OKP"}', 'x')).rejects.toThrow(WrongSecret);
});

test('each use has a key of its own, the same at every start', () => {
  const [first, second] = [createVault(SECRET), createVault(SECRET)];
  expect(first.keyFor('sources')).toEqual(second.keyFor('sources'));
  expect(first.keyFor('sources')).not.toEqual(first.keyFor('wrapping'));
});
