import type { DeviceConfig } from '../../shared/contract/kiosk-config.ts';
import { createDetectingDriver } from './discovery/detecting-driver.ts';
import { createLineSearch } from './discovery/line-search.ts';
import type { DetectingOutlet, Driver, FamilyRegistration } from './driver.ts';
import { serialSettings } from './open-device.ts';

/** Makes a device's driver once its connection has an outlet for it. */
export type CreateDriver = (config: DeviceConfig, outlet: DetectingOutlet) => Driver;

/**
 * The driver for a configured or found device.
 * @param families the registry
 * @param mayAsk whether a device of unknown family may be asked anything: somebody has said that it is one of ours
 * @returns null for a family that this build does not carry
 */
export function chooseDriver(
  { family, transport }: DeviceConfig,
  families: readonly FamilyRegistration[],
  mayAsk: boolean,
): CreateDriver | null {
  if (family === 'auto') {
    const serial = families.filter(({ connection }) => connection === 'serial');
    return (config, outlet) => createDetectingDriver(config, outlet, serial, mayAsk);
  }
  const registration = families.find((each) => each.family === family);
  if (registration === undefined) return null;
  const isScale = registration.connection === 'serial' && registration.reads === 'weight';
  if (!isScale || transport.type !== 'serial' || transport.baud_rate !== undefined)
    return registration.createDriver;
  return (config, outlet) => {
    const { path: _path, ...usual } = serialSettings(config, registration);
    return createLineSearch(config, outlet, registration, usual);
  };
}
