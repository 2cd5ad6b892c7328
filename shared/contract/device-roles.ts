import { FAMILY_ROLES } from './device-families.ts';
import type { ConfiguredFamily } from './kiosk-config.ts';

/** What a device is to a person in the gym; `unknown` until it is recognised. */
export type DeviceRole = 'reader' | 'straps' | 'scale' | 'unknown';

export function roleOf(family: ConfiguredFamily): DeviceRole {
  return family === 'auto' ? 'unknown' : FAMILY_ROLES[family];
}
