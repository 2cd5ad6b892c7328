import type { KioskBridge } from '../../shared/contract/kiosk-bridge.ts';

declare global {
  interface Window {
    /** Put there by the preload before any script of the page runs. */
    readonly kiosk: KioskBridge;
  }
}
