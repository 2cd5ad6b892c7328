import { roleOf, type DeviceRole } from '../../../shared/contract/device-roles.ts';
import type { KioskState } from '../../../shared/contract/kiosk-api.ts';

type Device = KioskState['devices'][number];
/** How long a device may take to come up or back before the screen speaks of it: a plug pulled and put back. */
export const NOTICE_AFTER_MS = 1_500;

export interface DeviceNotice {
  readonly id: string;
  readonly role: DeviceRole;
  readonly message: `device.${DeviceRole}.${'starting' | 'reconnecting' | 'refused'}`;
}

/** One line for each role whose devices are all away, for the start screen. */
export function deviceNotices(devices: readonly Device[], nowMs: number): readonly DeviceNotice[] {
  const notices: DeviceNotice[] = [];
  for (const role of ['reader', 'straps', 'scale', 'unknown'] as const) {
    const ofRole = devices.filter((device) => roleOf(device.family) === role);
    const first = ofRole[0];
    if (first === undefined || ofRole.some((device) => device.state === 'ready')) continue;
    if (ofRole.some((device) => nowMs - device.since < NOTICE_AFTER_MS)) continue;
    notices.push({ id: first.id, role, message: `device.${role}.${standing(ofRole)}` });
  }
  return notices;
}

/** Whether the card readers are still on their way up since the kiosk started, so that a card would not be read yet. */
export function isReaderStarting(devices: readonly Device[]): boolean {
  const readers = devices.filter((device) => roleOf(device.family) === 'reader');
  return readers.some(({ state }) => state === 'opening') && readers.every(({ state }) => state !== 'ready');
}

/** What keeps all of them: a device that was never there is on its way up, and not on its way back. */
function standing(devices: readonly Device[]): 'starting' | 'reconnecting' | 'refused' {
  if (devices.every(({ state }) => state === 'refused')) return 'refused';
  return devices.every(({ state }) => state === 'opening' || state === 'starting')
    ? 'starting'
    : 'reconnecting';
}
