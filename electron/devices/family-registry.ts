import type { DeviceFamily } from '../../shared/contract/kiosk-config.ts';
import { ant } from './ant/registration.ts';
import type { FamilyRegistration } from './driver.ts';
import { id12 } from './id-12/registration.ts';
import { rdm6300 } from './rdm6300/registration.ts';

/** Every family of devices this product can talk to: one line each. */
export const FAMILIES: readonly FamilyRegistration[] = [ant, id12, rdm6300];

const byName = new Map(FAMILIES.map((registration) => [registration.family, registration]));

/** @returns what is known of a family, or undefined for one this build does not carry */
export function findFamily(family: DeviceFamily): FamilyRegistration | undefined {
  return byName.get(family);
}
