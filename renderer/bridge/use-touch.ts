import { useEffect } from 'react';
import { useBridge } from './BridgeProvider.tsx';

/** Core hears of at most one touch in this time; a fidgeting hand is one sign of life, not fifty. */
export const TOUCH_INTERVAL_MS = 1_000;

/** Tells core about every sign of life in this session, so that the idle time starts anew. */
export function useTouch(sessionId: string): void {
  const bridge = useBridge();
  useEffect(() => {
    let lastSentMs = -Infinity;
    const onActivity = () => {
      const nowMs = performance.now();
      if (nowMs - lastSentMs < TOUCH_INTERVAL_MS) return;
      lastSentMs = nowMs;
      void bridge.session.touch({ session_id: sessionId });
    };
    const options = { capture: true, passive: true } as const;
    window.addEventListener('pointerdown', onActivity, options);
    window.addEventListener('keydown', onActivity, options);
    return () => {
      window.removeEventListener('pointerdown', onActivity, options);
      window.removeEventListener('keydown', onActivity, options);
    };
  }, [bridge, sessionId]);
}
