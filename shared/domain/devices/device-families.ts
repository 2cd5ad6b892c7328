/** Every family of devices, and what its devices are to a person in the gym: one line each. */
export const FAMILY_ROLES = {
  ant: 'straps',
  'mt-sics': 'scale',
  'toledo-8217': 'scale',
  'toledo-continuous': 'scale',
  and: 'scale',
  cas: 'scale',
  sma: 'scale',
  ohaus: 'scale',
  'rice-lake': 'scale',
  'rice-lake-physician': 'scale',
  'health-o-meter': 'scale',
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
  bluetooth: 'straps',
} as const;

export type DeviceFamily = keyof typeof FAMILY_ROLES;

/** What a configuration says a device is; `auto` has to be recognised by what it says. */
export type ConfiguredFamily = DeviceFamily | 'auto';
