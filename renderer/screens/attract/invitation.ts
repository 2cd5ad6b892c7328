import type { KioskState } from '../../../shared/contract/kiosk-api.ts';
import { readerTrouble } from '../../../shared/domain/devices/device-notice.ts';

export type Invitation = 'tap' | 'reader_starting' | 'reader_missing' | 'reader_lost' | 'not_storing';

/** A card is only asked for when it would be read and the visit could be stored. */
export function invitationOf(state: Pick<KioskState, 'storage' | 'devices'>, nowMs: number): Invitation {
  if (state.storage === 'failing') return 'not_storing';
  return readerTrouble(state.devices, nowMs) ?? 'tap';
}
