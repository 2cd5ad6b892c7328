import { useCallback } from 'react';
import type { NotificationList } from '../../shared/contract/notification-documents.ts';
import { useBridge } from './BridgeProvider.tsx';
import { useMemberDocument } from './RevisionProvider.tsx';
import type { LoadedDocument } from './use-document.ts';

/** What the member was told lately. */
export function useNotifications(sessionId: string): LoadedDocument<NotificationList> {
  const bridge = useBridge();
  const load = useCallback(() => bridge.notifications.list({ session_id: sessionId }), [bridge, sessionId]);
  return useMemberDocument(load);
}
