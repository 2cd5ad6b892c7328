/// <reference types="vite/client" />
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RECOVER_AFTER_MS, Recovery } from '../../../../renderer/app/Recovery.tsx';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it('a mistake in one screen shows the calm mark and is tried again, never a blank window', async () => {
  let broken = true;
  const Screen = () => {
    if (broken) throw new Error('a mistake in a screen');
    return <p>back again</p>;
  };
  render(
    <Recovery>
      <Screen />
    </Recovery>,
  );
  expect(screen.getByTestId('recovering')).toBeTruthy();
  await act(() => vi.advanceTimersByTimeAsync(RECOVER_AFTER_MS));
  expect(screen.getByTestId('recovering')).toBeTruthy();
  broken = false;
  await act(() => vi.advanceTimersByTimeAsync(RECOVER_AFTER_MS));
  expect(screen.getByText('back again')).toBeTruthy();
});
