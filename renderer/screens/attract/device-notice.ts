import type { KioskState } from '../../../shared/contract/kiosk-api.ts';

type Device = KioskState['devices'][number];
type Family = Device['family'];

/** What a family of devices is to a person in the gym. */
export type DeviceRole = 'reader' | 'straps' | 'scale';

const CARD_READERS: ReadonlySet<Family> = new Set([
  'rdm6300',
  'id-12',
  'serial-scanner',
  'hid-scanner',
  'keyboard-wedge',
]);

/** Every family that is no card reader and no strap receiver weighs. */
export function roleOf(family: Family): DeviceRole {
  if (CARD_READERS.has(family)) return 'reader';
  return family === 'ant' ? 'straps' : 'scale';
}

/** How long a device may take to come up or back before the screen speaks of it: a plug pulled and put back. */
export const NOTICE_AFTER_MS = 1_500;

export interface DeviceNotice {
  readonly id: string;
  readonly role: DeviceRole;
  readonly message: `device.${DeviceRole}.${'reconnecting' | 'refused'}`;
}

/** One line for each role whose devices are all away, for the start screen. */
export function deviceNotices(devices: readonly Device[], nowMs: number): readonly DeviceNotice[] {
  const notices: DeviceNotice[] = [];
  for (const role of ['reader', 'straps', 'scale'] as const) {
    const ofRole = devices.filter((device) => roleOf(device.family) === role);
    const first = ofRole[0];
    if (first === undefined || ofRole.some((device) => device.state === 'ready')) continue;
    if (ofRole.some((device) => nowMs - device.since < NOTICE_AFTER_MS)) continue;
    const refused = ofRole.every((device) => device.state === 'refused');
    notices.push({ id: first.id, role, message: `device.${role}.${refused ? 'refused' : 'reconnecting'}` });
  }
  return notices;
}

/** Whether the card readers are still on their way up since the kiosk started, so that a card would not be read yet. */
export function isReaderStarting(devices: readonly Device[]): boolean {
  const readers = devices.filter((device) => roleOf(device.family) === 'reader');
  return readers.some(({ state }) => state === 'opening') && readers.every(({ state }) => state !== 'ready');
}
