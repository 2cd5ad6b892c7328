import type { DeviceFamily } from '../../shared/contract/kiosk-config.ts';
import type { FamilyRegistration } from './driver.ts';
import { adam } from './adam/adam.ts';
import { and } from './and/and.ts';
import { ant } from './ant/registration.ts';
import { bluetooth } from './bluetooth/registration.ts';
import { cas } from './cas/cas.ts';
import { healthOMeter } from './health-o-meter/health-o-meter.ts';
import { hidScale } from './hid-scale/registration.ts';
import { hidScanner } from './hid-scanner/registration.ts';
import { id12 } from './id-12/registration.ts';
import { keyboardWedge } from './keyboard-wedge/registration.ts';
import { kern } from './kern/kern.ts';
import { mtSics } from './mt-sics/mt-sics.ts';
import { ohaus } from './ohaus/ohaus.ts';
import { radwag } from './radwag/radwag.ts';
import { rdm6300 } from './rdm6300/registration.ts';
import { riceLake } from './rice-lake/rice-lake.ts';
import { riceLakePhysician } from './rice-lake-physician/rice-lake-physician.ts';
import { sartorius } from './sartorius/sartorius.ts';
import { serialScanner } from './serial-scanner/registration.ts';
import { sma } from './sma/sma.ts';
import { tanita } from './tanita/registration.ts';
import { textScale } from './text-scale/text-scale.ts';
import { toledo8217 } from './toledo-8217/toledo-8217.ts';
import { toledoContinuous } from './toledo-continuous/toledo-continuous.ts';

/** Every family of devices this product can talk to: one line each. */
export const FAMILIES: readonly FamilyRegistration[] = [
  adam,
  and,
  ant,
  bluetooth,
  cas,
  healthOMeter,
  hidScale,
  hidScanner,
  id12,
  keyboardWedge,
  kern,
  mtSics,
  ohaus,
  radwag,
  rdm6300,
  riceLake,
  riceLakePhysician,
  sartorius,
  serialScanner,
  sma,
  tanita,
  textScale,
  toledo8217,
  toledoContinuous,
];

const byName = new Map(FAMILIES.map((registration) => [registration.family, registration]));

/** @returns what is known of a family, or undefined for one this build does not carry */
export function findFamily(family: DeviceFamily): FamilyRegistration | undefined {
  return byName.get(family);
}
