import { useCallback, useEffect, useRef } from 'react';
import type { HeartRateView } from '../../shared/contract/kiosk-api.ts';
import type { Dashboard } from '../../shared/domain/dashboard/dashboard.ts';
import { useBridge } from './BridgeProvider.tsx';
import { useDocument, type LoadedDocument } from './use-document.ts';

/** A dashboard that stays open is read again this often. */
export const DASHBOARD_REFRESH_MS = 5 * 60_000;

/**
 * The member's dashboard: loaded at once, every five minutes, and when a finished workout's summary
 * has been closed, since that workout changes it.
 */
export function useDashboard(sessionId: string, phase: HeartRateView['phase']): LoadedDocument<Dashboard> {
  const bridge = useBridge();
  const load = useCallback(() => bridge.getDashboard(sessionId), [bridge, sessionId]);
  const { value, failure, refresh } = useDocument(load, DASHBOARD_REFRESH_MS);
  const phaseBefore = useRef(phase);
  useEffect(() => {
    const summaryClosed = phaseBefore.current === 'summary' && phase !== 'summary';
    phaseBefore.current = phase;
    if (summaryClosed) refresh();
  }, [phase, refresh]);
  return { value, failure };
}
