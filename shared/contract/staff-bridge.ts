import type { BridgeResult } from './kiosk-bridge.ts';
import type { StaffDevices, StaffSync } from './staff-documents.ts';

/** A fact in this kiosk's log. */
export interface FactRef {
  readonly epoch: number;
  readonly seq: number;
}

/** What the page may ask on behalf of staff. Core decides every time whether it may. */
export interface StaffBridge {
  staffOpen(): Promise<BridgeResult<void>>;
  staffChoose(sessionId: string, name: string | null): Promise<BridgeResult<void>>;
  staffSignIn(sessionId: string, pin: string): Promise<BridgeResult<void>>;
  staffDevices(sessionId: string): Promise<BridgeResult<StaffDevices>>;
  staffTestDevice(sessionId: string, device: string): Promise<BridgeResult<void>>;
  staffReconnectDevice(sessionId: string, device: string): Promise<BridgeResult<void>>;
  staffSync(sessionId: string): Promise<BridgeResult<StaffSync>>;
  staffSyncNow(sessionId: string): Promise<BridgeResult<void>>;
  staffRetryFact(sessionId: string, fact: FactRef): Promise<BridgeResult<void>>;
  staffSetFactAside(sessionId: string, fact: FactRef, because: string): Promise<BridgeResult<void>>;
}

export const STAFF_BRIDGE_FUNCTIONS = [
  'staffOpen',
  'staffChoose',
  'staffSignIn',
  'staffDevices',
  'staffTestDevice',
  'staffReconnectDevice',
  'staffSync',
  'staffSyncNow',
  'staffRetryFact',
  'staffSetFactAside',
] as const satisfies readonly (keyof StaffBridge)[];
