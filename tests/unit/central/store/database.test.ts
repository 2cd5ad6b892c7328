import { expect, test } from 'vitest';
import {
  asStorageError,
  isDataError,
  MAX_TRANSACTION_ATTEMPTS,
  StorageUnavailable,
  withTransactionRetries,
} from '../../../../central/store/database.ts';

const sqlError = (code: string): Error => Object.assign(new Error('from the server'), { code });

test.each(['08006', '53300', '57P01', '58030', 'ECONNREFUSED', 'ECONNRESET'])(
  '%s means that the storage is away',
  (code) => {
    expect(asStorageError(sqlError(code))).toBeInstanceOf(StorageUnavailable);
  },
);

test('a connection that dropped without a code means the same', () => {
  expect(asStorageError(new Error('Connection terminated unexpectedly'))).toBeInstanceOf(StorageUnavailable);
});

test.each(['23505', '42P01', '22021'])('%s is the statement, not the storage', (code) => {
  const error = sqlError(code);
  expect(asStorageError(error)).toBe(error);
});

test('errors that blame the data are told from those that do not', () => {
  expect(['22021', '23505', '54000'].every((code) => isDataError(sqlError(code)))).toBe(true);
  expect(['42P01', '40P01', 'ECONNREFUSED'].some((code) => isDataError(sqlError(code)))).toBe(false);
});

test('a deadlock is tried again and nobody hears of it', async () => {
  let attempts = 0;
  const outcome = await withTransactionRetries(async () => {
    attempts += 1;
    if (attempts < 3) throw sqlError(attempts === 1 ? '40P01' : '40001');
    return 'done';
  });
  expect({ outcome, attempts }).toEqual({ outcome: 'done', attempts: 3 });
});

test('a deadlock without end becomes "come back later"', async () => {
  let attempts = 0;
  const failing = withTransactionRetries(async () => {
    attempts += 1;
    throw sqlError('40P01');
  });
  await expect(failing).rejects.toBeInstanceOf(StorageUnavailable);
  expect(attempts).toBe(MAX_TRANSACTION_ATTEMPTS);
});
