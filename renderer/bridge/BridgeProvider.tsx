import { createContext, useContext, type ReactNode } from 'react';
import type { KioskBridge } from '../../shared/contract/kiosk-bridge.ts';

const BridgeContext = createContext<KioskBridge | null>(null);

interface BridgeProviderProps {
  readonly bridge: KioskBridge;
  readonly children: ReactNode;
}

/** Hands the one way out of the page to every screen below. */
export function BridgeProvider({ bridge, children }: BridgeProviderProps) {
  return <BridgeContext value={bridge}>{children}</BridgeContext>;
}

/** The bridge to core. Throws outside a `BridgeProvider`. */
export function useBridge(): KioskBridge {
  const bridge = useContext(BridgeContext);
  if (bridge === null) throw new Error('useBridge needs a BridgeProvider above');
  return bridge;
}
