import { createContext, useContext, type ReactNode } from 'react';
import type { BridgeResult } from '../../shared/contract/kiosk-bridge.ts';
import { useDocument, type LoadedDocument } from './use-document.ts';

const RevisionContext = createContext(0);

interface RevisionProviderProps {
  /** Of the member's session: core counts it up when documents of the member may look different. */
  readonly revision: number;
  readonly children: ReactNode;
}

/** Tells every document of a member below when it is to be loaded anew: no screen guesses. */
export function RevisionProvider({ revision, children }: RevisionProviderProps) {
  return <RevisionContext value={revision}>{children}</RevisionContext>;
}

/**
 * A document of the member at the screen, loaded at once and anew with every revision of the session.
 * @param load keep its identity stable (`useCallback`) between the loads it should cause
 */
export function useMemberDocument<Value>(load: () => Promise<BridgeResult<Value>>): LoadedDocument<Value> {
  const { value, failure } = useDocument(load, null, useContext(RevisionContext));
  return { value, failure };
}
