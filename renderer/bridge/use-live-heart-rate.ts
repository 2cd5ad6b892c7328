import { useEffect, useState } from 'react';
import type { HeartRateLive } from '../../shared/contract/kiosk-api.ts';
import { useBridge } from './BridgeProvider.tsx';

/** The live numbers of this member's running heart-rate session; null until the first have come. */
export function useLiveHeartRate(sessionId: string): HeartRateLive | null {
  const bridge = useBridge();
  const [live, setLive] = useState<HeartRateLive | null>(null);
  useEffect(() => bridge.heartRate.watch({ session_id: sessionId }, setLive), [bridge, sessionId]);
  return live;
}
