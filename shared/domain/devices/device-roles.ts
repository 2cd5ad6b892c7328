import { FAMILY_ROLES, type ConfiguredFamily } from './device-families.ts';

/** What a device is to a person in the gym; `unknown` until it is recognised. */
export type DeviceRole = 'reader' | 'straps' | 'scale' | 'unknown';

export function roleOf(family: ConfiguredFamily): DeviceRole {
  return family === 'auto' ? 'unknown' : FAMILY_ROLES[family];
}
