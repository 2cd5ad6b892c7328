/// <reference types="vite/client" />
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ApexOptions } from 'apexcharts';
import { vi } from 'vitest';
import { App } from '../../renderer/app/App.tsx';
import { BridgeProvider } from '../../renderer/bridge/BridgeProvider.tsx';
import { WELCOME_MS } from '../../renderer/screens/check-in/Welcome.tsx';
import { createFakeBridge, type FakeBridge } from './fake-bridge.ts';

/** What the page asked the chart library to draw since it was opened, newest last. */
export const drawnCharts: ApexOptions[] = [];

/** Tuesday, 10:02 in Berlin. */
export const NOW_MS = Date.parse('2026-03-10T09:02:00Z');

/** The page with a fake core behind it, on a clock that only the test moves. */
export interface KioskPage extends FakeBridge {
  /** Does something and lets the page settle. */
  settle(act?: () => void): Promise<void>;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  /** Touches what has this test id. */
  touchOn(testId: string): Promise<void>;
  /** Signs a member in and waits for the greeting to be over. */
  signIn(differences?: Parameters<FakeBridge['showMember']>[0]): Promise<void>;
  /** The name of the screen that is shown. */
  screenName(): string | null;
  /** Everything that can be read, hidden words for screen readers included. */
  text(): string;
}

/** Opens the page. Call `closeKioskPage` after each test. */
export async function openKioskPage(): Promise<KioskPage> {
  drawnCharts.length = 0;
  // Of each test anew, since files share a process. The library measures its surroundings, which have no size here; the page gets it by a late import.
  vi.doMock('../../renderer/components/chart/chart-library.ts', () => ({
    drawChart: (_host: HTMLElement, options: ApexOptions) => {
      drawnCharts.push(options);
      return { destroy: () => undefined };
    },
  }));
  vi.useFakeTimers({ now: NOW_MS });
  const nothing = () => undefined;
  vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run, 0));
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener: nothing,
    removeEventListener: nothing,
  }));
  const fake = createFakeBridge(NOW_MS);
  render(
    <BridgeProvider bridge={fake.bridge}>
      <App />
    </BridgeProvider>,
  );
  const settle = async (step: () => void = nothing) => {
    await act(async () => {
      step();
      await vi.advanceTimersByTimeAsync(0);
    });
    await act(() => vi.dynamicImportSettled());
  };
  const pass = async (ms: number) => {
    await act(() => vi.advanceTimersByTimeAsync(ms));
    await settle();
  };
  await settle();
  return {
    ...fake,
    settle,
    pass,
    touchOn: (testId) =>
      settle(() => {
        const target = screen.getByTestId(testId);
        fireEvent.pointerDown(target);
        fireEvent.click(target);
      }),
    async signIn(differences) {
      await settle(() => fake.showMember(differences));
      await pass(WELCOME_MS);
    },
    screenName: () => document.querySelector('[data-screen]')?.getAttribute('data-screen') ?? null,
    // A space that must not break the line reads like any other.
    text: () => document.body.textContent.replaceAll('\u00a0', ' '),
  };
}

export function closeKioskPage(): void {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
}
