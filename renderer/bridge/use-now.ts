import { useEffect, useState } from 'react';

/**
 * The wall clock, read again and again; the kiosk's processes share it.
 * @param everyMs how often the screen is drawn anew
 * @returns UTC epoch milliseconds
 */
export function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
