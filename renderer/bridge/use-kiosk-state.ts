import { useEffect, useState } from 'react';
import type { KioskState } from '../../shared/contract/kiosk-api.ts';
import type { ConnectionState, KioskBridge } from '../../shared/contract/kiosk-bridge.ts';
import { useBridge } from './BridgeProvider.tsx';

/** What the kiosk shows, as core says it; null until core has spoken once. */
export function useKioskState(): KioskState | null {
  const bridge = useBridge();
  const [state, setState] = useState<KioskState | null>(() => stateNow(bridge));
  useEffect(() => bridge.kiosk.watch(setState), [bridge]);
  return state;
}

/** What core said last: a bridge that knows it tells it at once. */
function stateNow(bridge: KioskBridge): KioskState | null {
  let known: KioskState | null = null;
  bridge.kiosk.watch((state) => (known = state))();
  return known;
}

/** Whether core answers. */
export function useConnection(): ConnectionState {
  const bridge = useBridge();
  const [connection, setConnection] = useState<ConnectionState>('connecting');
  useEffect(() => bridge.connection.watch(setConnection), [bridge]);
  return connection;
}
