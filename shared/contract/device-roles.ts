import type { ConfiguredFamily, DeviceFamily } from './kiosk-config.ts';

/** What a device is to a person in the gym; `unknown` until it is recognised. */
export type DeviceRole = 'reader' | 'straps' | 'scale' | 'unknown';

/** A family that is added says here what it is; without that it does not compile. */
const ROLES: Readonly<Record<DeviceFamily, Exclude<DeviceRole, 'unknown'>>> = {
  ant: 'straps',
  bluetooth: 'straps',
  'mt-sics': 'scale',
  'toledo-8217': 'scale',
  'toledo-continuous': 'scale',
  and: 'scale',
  cas: 'scale',
  sma: 'scale',
  ohaus: 'scale',
  'rice-lake': 'scale',
  radwag: 'scale',
  sartorius: 'scale',
  adam: 'scale',
  kern: 'scale',
  'text-scale': 'scale',
  tanita: 'scale',
  'hid-scale': 'scale',
  rdm6300: 'reader',
  'id-12': 'reader',
  'serial-scanner': 'reader',
  'hid-scanner': 'reader',
  'keyboard-wedge': 'reader',
};

export function roleOf(family: ConfiguredFamily): DeviceRole {
  return family === 'auto' ? 'unknown' : ROLES[family];
}
