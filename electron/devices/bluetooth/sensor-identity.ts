import { polarId } from './polar-advertising-profile.ts';

/** What a strap is known by, and what is shown of it. */
export interface SensorIdentity {
  readonly sensorId: string;
  readonly sensor: string;
  /** False where the address will change and nothing else tells this strap from its like. */
  readonly isLasting: boolean;
}

const LONGEST_LABEL = 32;
/** Two highest bits of a random address: static until the strap starts anew (Vol 6 Part B, 1.3.2.1). */
const STATIC_BITS = 0b11;

/** Whether an address goes on meaning the same device. */
export function isLastingAddress(address: string, addressType: 'public' | 'random'): boolean {
  return addressType === 'public' || Number.parseInt(address.slice(0, 2), 16) >> 6 === STATIC_BITS;
}

/** A name as the contract takes it, or null when nothing of it is left. */
export function plainName(name: string | null): string | null {
  const plain = (name ?? '')
    .replaceAll(/[^0-9A-Za-z .:_+-]/g, '')
    .slice(0, LONGEST_LABEL)
    .replace(/^[^0-9A-Za-z]+/, '')
    .replace(/[^0-9A-Za-z]+$/, '');
  return plain === '' ? null : plain;
}

/**
 * Which strap this is. A Polar device is known by the id printed on it, because an H10 takes a new
 * address with every battery (polarofficial/polar-ble-sdk#366). Any other is known by its address
 * where that lasts, else by its name and, once it was read, its serial number.
 * @param isOnlyOne no other device in reach has this name
 */
export function identify(
  device: {
    readonly address: string;
    readonly addressType: 'public' | 'random';
    readonly name: string | null;
    readonly serialNumber: string | null;
  },
  isOnlyOne: boolean,
): SensorIdentity {
  const polar = polarId(device.name ?? '');
  if (polar !== null) return { sensorId: polar, sensor: polar, isLasting: true };
  const name = plainName(device.name);
  const label = name ?? device.address.slice(-5);
  if (isLastingAddress(device.address, device.addressType))
    return { sensorId: device.address, sensor: label, isLasting: true };
  const serial = plainName(device.serialNumber);
  if (serial !== null) {
    const both = plainName(`${(name ?? '').slice(0, LONGEST_LABEL - 1 - serial.length)} ${serial}`);
    return { sensorId: both ?? serial, sensor: both ?? serial, isLasting: true };
  }
  return name !== null && isOnlyOne
    ? { sensorId: name, sensor: name, isLasting: true }
    : { sensorId: device.address, sensor: label, isLasting: false };
}

/**
 * The name of a device that may be any of its like: its address changes, and its serial number is read
 * only over a link. Null where it is known who it is.
 */
export function provisionalName(device: {
  readonly address: string;
  readonly addressType: 'public' | 'random';
  readonly name: string | null;
  readonly serialNumber: string | null;
}): string | null {
  const { address, addressType, name, serialNumber } = device;
  if (isLastingAddress(address, addressType) || polarId(name ?? '') !== null) return null;
  return serialNumber === null ? plainName(name) : null;
}

/** As identities are compared: however a configuration writes them. */
export function identityKey(sensorId: string): string {
  return sensorId.trim().toUpperCase();
}
