import { useCallback } from 'react';
import type { Dashboard } from '../../shared/domain/dashboard/dashboard.ts';
import { useBridge } from './BridgeProvider.tsx';
import { useMemberDocument } from './RevisionProvider.tsx';
import type { LoadedDocument } from './use-document.ts';

/** The member's dashboard. */
export function useDashboard(sessionId: string): LoadedDocument<Dashboard> {
  const bridge = useBridge();
  const load = useCallback(() => bridge.dashboard.get({ session_id: sessionId }), [bridge, sessionId]);
  return useMemberDocument(load);
}
