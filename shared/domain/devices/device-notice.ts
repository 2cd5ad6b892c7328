import { roleOf, type DeviceRole } from './device-roles.ts';
import type { ConfiguredFamily } from './device-families.ts';

/** A device as the start screen knows it. */
interface Device {
  readonly id: string;
  readonly family: ConfiguredFamily;
  readonly state: 'opening' | 'starting' | 'ready' | 'lost' | 'refused';
  /** When it came into this state, UTC epoch milliseconds. */
  readonly since: number;
}

/** How long a device may take to come up or back before the screen speaks of it: a plug pulled and put back. */
export const NOTICE_AFTER_MS = 1_500;

/** A device that has not come up after so long was never plugged in: nobody has to wait for it. */
export const STARTS_WITHIN_MS = 20_000;

function isMissing({ state, since }: Device, nowMs: number): boolean {
  return state === 'opening' && nowMs - since >= STARTS_WITHIN_MS;
}

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
    notices.push({ id: first.id, role, message: `device.${role}.${standing(ofRole, nowMs)}` });
  }
  return notices;
}

/** What keeps cards from being read: readers on their way up, ones that never came, or ones that went away. */
export function readerTrouble(
  devices: readonly Device[],
  nowMs: number,
): 'reader_starting' | 'reader_missing' | 'reader_lost' | null {
  const readers = devices.filter((device) => roleOf(device.family) === 'reader');
  if (readers.length === 0 || readers.some(({ state }) => state === 'ready')) return null;
  if (readers.every((device) => isMissing(device, nowMs))) return 'reader_missing';
  if (readers.some(({ state }) => state === 'opening')) return 'reader_starting';
  return readers.some(({ since }) => nowMs - since < NOTICE_AFTER_MS) ? null : 'reader_lost';
}

/** What keeps all of them: a device that was never there is on its way up, and not on its way back. */
function standing(devices: readonly Device[], nowMs: number): 'starting' | 'reconnecting' | 'refused' {
  if (devices.every((device) => device.state === 'refused' || isMissing(device, nowMs))) return 'refused';
  return devices.every(({ state }) => state === 'opening' || state === 'starting')
    ? 'starting'
    : 'reconnecting';
}
