import { useCallback, useEffect, useRef } from 'react';
import type { NotificationList } from '../../shared/contract/notification-documents.ts';
import { useBridge } from './BridgeProvider.tsx';
import { useDocument, type DocumentInUse } from './use-document.ts';

/**
 * What the member was told lately: loaded at once, and again with every newer dashboard, which is
 * when core may have noticed more.
 */
export function useNotifications(
  sessionId: string,
  dashboardAt: string | null,
): DocumentInUse<NotificationList> {
  const bridge = useBridge();
  const load = useCallback(() => bridge.notifications.list({ session_id: sessionId }), [bridge, sessionId]);
  const document = useDocument(load);
  const { refresh } = document;
  const loadedWith = useRef(dashboardAt);
  useEffect(() => {
    if (loadedWith.current === dashboardAt) return;
    loadedWith.current = dashboardAt;
    refresh();
  }, [dashboardAt, refresh]);
  return document;
}
