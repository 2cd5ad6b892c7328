import { useCallback, useEffect, useRef } from 'react';
import type { HeartRateView } from '../../shared/contract/kiosk-api.ts';
import type { WeighInView } from '../../shared/contract/weigh-in-view.ts';
import type { Dashboard } from '../../shared/domain/dashboard/dashboard.ts';
import { useBridge } from './BridgeProvider.tsx';
import { useDocument, type DocumentInUse } from './use-document.ts';

/** A dashboard that stays open is read again this often. */
export const DASHBOARD_REFRESH_MS = 5 * 60_000;

/**
 * The member's dashboard: loaded at once, every five minutes, when a finished workout's summary has
 * been closed or a weight was saved or undone, since those change it, and whenever a screen says that it
 * changed something.
 */
export function useDashboard(
  sessionId: string,
  phase: HeartRateView['phase'],
  weighIn: WeighInView['phase'],
): DocumentInUse<Dashboard> {
  const bridge = useBridge();
  const load = useCallback(() => bridge.dashboard.get({ session_id: sessionId }), [bridge, sessionId]);
  const { value, failure, refresh } = useDocument(load, DASHBOARD_REFRESH_MS);
  const phaseBefore = useRef(phase);
  useEffect(() => {
    const summaryClosed = phaseBefore.current === 'summary' && phase !== 'summary';
    phaseBefore.current = phase;
    if (summaryClosed) refresh();
  }, [phase, refresh]);
  const weighInBefore = useRef(weighIn);
  useEffect(() => {
    const weighedBefore = weighInBefore.current === 'done';
    const isWeighed = weighIn === 'done';
    weighInBefore.current = weighIn;
    // Saved, and perhaps taken back again: the dashboard is up to date before it is looked at.
    if (weighedBefore !== isWeighed) refresh();
  }, [weighIn, refresh]);
  return { value, failure, refresh };
}
