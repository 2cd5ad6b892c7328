import type { Characteristic, Connection, Service } from 'ble-host';

/** Characteristics that are read here, by 16-bit number, each with its service. */
export const CHARACTERISTIC = {
  heartRate: 0x2a37,
  weight: 0x2a9d,
  bodyComposition: 0x2a9c,
  batteryLevel: 0x2a19,
  serialNumber: 0x2a25,
} as const;
export const SERVICE = {
  heartRate: 0x180d,
  weightScale: 0x181d,
  bodyComposition: 0x181b,
  battery: 0x180f,
  deviceInformation: 0x180a,
} as const;

const MEASURED: readonly (readonly [service: number, characteristic: number])[] = [
  [SERVICE.heartRate, CHARACTERISTIC.heartRate],
  [SERVICE.weightScale, CHARACTERISTIC.weight],
  [SERVICE.bodyComposition, CHARACTERISTIC.bodyComposition],
];
const SERIAL_NUMBER: readonly (readonly [service: number, characteristic: number])[] = [
  [SERVICE.deviceInformation, CHARACTERISTIC.serialNumber],
];
/** Told once when asked, and again where it can be. */
const BATTERY: readonly (readonly [service: number, characteristic: number])[] = [
  [SERVICE.battery, CHARACTERISTIC.batteryLevel],
];
const BASE = '-0000-1000-8000-00805F9B34FB';

function isNumbered(uuid: string, number: number): boolean {
  return uuid === `0000${number.toString(16).padStart(4, '0').toUpperCase()}${BASE}`;
}

/**
 * Finds what a strap or scale measures and has it told: MTU, services, then for each in turn its
 * characteristics and its client configuration. What is missing or refused is passed over.
 * @param isSerialFirst the device is known by its serial number: it is asked before anything is measured
 */
export function subscribe(
  link: Connection,
  isSerialFirst: boolean,
  events: {
    value(characteristic: number, value: Uint8Array): void;
    /** @param isUseful something that is measured will be told */
    done(isUseful: boolean): void;
  },
): void {
  const { gatt } = link;
  let isUseful = false;

  const find = (
    services: readonly Service[],
    [service, characteristic]: readonly [number, number],
    next: (found: Characteristic | undefined) => void,
  ): void => {
    const holder = services.find(({ uuid }) => isNumbered(uuid, service));
    if (holder === undefined) {
      next(undefined);
      return;
    }
    holder.discoverCharacteristics((all) => next(all.find(({ uuid }) => isNumbered(uuid, characteristic))));
  };

  const listenTo = (found: Characteristic, number: number, next: (isOn: boolean) => void): void => {
    const { notify, indicate } = found.properties;
    if (!notify && !indicate) {
      next(false);
      return;
    }
    found.on('change', (value: Buffer, isIndication: boolean, confirm: () => void) => {
      events.value(number, value);
      if (isIndication) confirm();
    });
    found.writeCCCD(notify, !notify, (error) => next(error === 0));
  };

  const measure = (services: readonly Service[], left: typeof MEASURED, done: () => void): void => {
    const [first, ...others] = left;
    if (first === undefined) {
      done();
      return;
    }
    find(services, first, (found) => {
      if (found === undefined) measure(services, others, done);
      else
        listenTo(found, first[1], (isOn) => {
          isUseful ||= isOn;
          measure(services, others, done);
        });
    });
  };

  const ask = (services: readonly Service[], left: typeof BATTERY, done: () => void): void => {
    const [first, ...others] = left;
    if (first === undefined) {
      done();
      return;
    }
    const goOn = (): void => ask(services, others, done);
    find(services, first, (found) => {
      if (found?.properties.read !== true) {
        goOn();
        return;
      }
      found.read((error, value) => {
        if (error === 0 && value !== undefined) events.value(first[1], value);
        listenTo(found, first[1], goOn);
      });
    });
  };

  const [before, after] = isSerialFirst ? [SERIAL_NUMBER, BATTERY] : [[], [...SERIAL_NUMBER, ...BATTERY]];
  gatt.exchangeMtu(() =>
    gatt.discoverAllPrimaryServices((services) =>
      ask(services, before, () =>
        measure(services, MEASURED, () => {
          if (isUseful) ask(services, after, () => events.done(true));
          else events.done(false);
        }),
      ),
    ),
  );
}
