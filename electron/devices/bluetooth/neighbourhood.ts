import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { DriverOutlet, StrapSelection } from '../driver.ts';
import { decodeBatteryLevel } from './battery-profile.ts';
import { decodeInformationText } from './device-information-profile.ts';
import type { Advertisement } from './frames.ts';
import {
  createLinkPolicy,
  MAX_SENSORS,
  OUT_OF_REACH_MS,
  type LinkCounts,
  type SensorKind,
  type Wishes,
} from './machine.ts';
import { decodePolarHeartRate, POLAR_COMPANY } from './polar-advertising-profile.ts';
import { createScaleReader } from './scale-reader.ts';
import { identify, identityKey, provisionalName, type SensorIdentity } from './sensor-identity.ts';
import { createStrapReader, newStrapState, type StrapState } from './strap-reader.ts';
import { CHARACTERISTIC, SERVICE } from './subscriptions.ts';
import { decodeXiaomiWeighing } from './xiaomi-advertising-profile.ts';

/** What one radio may do with the devices around it. */
export interface Links {
  link(address: string, addressType: 'public' | 'random'): void;
  giveUp(address: string): void;
  unlink(address: string): void;
}

/** Straps and scales in reach of one radio: who they are, what they say, who is linked. */
export interface Neighbourhood {
  heard(advertisement: Advertisement, nowMs: number): void;
  linked(address: string, nowMs: number): void;
  value(address: string, characteristic: number, value: Uint8Array, nowMs: number): void;
  useless(address: string, nowMs: number): void;
  unlinked(address: string, nowMs: number): void;
  failed(address: string, nowMs: number): void;
  refused(address: string, nowMs: number): void;
  wish(wish: StrapSelection): void;
  tick(nowMs: number): void;
  reset(): void;
  counts(): LinkCounts;
}

/** A strap or scale that was heard. */
interface Neighbour {
  readonly address: string;
  readonly addressType: 'public' | 'random';
  kind: SensorKind | null;
  name: string | null;
  serialNumber: string | null;
  identity: SensorIdentity;
  readonly strap: StrapState;
  readonly firstHeardMs: number;
  heardMs: number;
}

/** Sixteen links are what a radio carries beside its listening. */
const DEFAULT_MOST_LINKS = 16;
/**
 * A Polar device says its rate and its name in different packets. What it says before its name is
 * known waits for the name; one that stays nameless so long is known by its address.
 */
const NAMELESS_MS = 10_000;

function kindOf({ services, serviceData, manufacturerData }: Advertisement): SensorKind | null {
  const has = (service: number): boolean =>
    services.includes(service) || serviceData.some(([number]) => number === service);
  if (has(SERVICE.heartRate)) return 'strap';
  if (manufacturerData !== null && decodePolarHeartRate(manufacturerData) !== null) return 'strap';
  return has(SERVICE.weightScale) || has(SERVICE.bodyComposition) ? 'scale' : null;
}

function keyOf(name: string | null): string | null {
  return name === null ? null : identityKey(name);
}

/** Whether a strap is one of these, or may be, as far as its name tells. */
function createWishList(keys: readonly string[]): Wishes['isKnown'] {
  const whole = new Set(keys);
  const names = new Set(
    keys.flatMap((key) => [...key.matchAll(/ /g)].map(({ index }) => key.slice(0, index))),
  );
  return (identity, name) => whole.has(identity) || (name !== null && names.has(name));
}

export function createNeighbourhood(config: DeviceConfig, outlet: DriverOutlet, links: Links): Neighbourhood {
  const { options } = config;
  const policy = createLinkPolicy(options.max_links ?? DEFAULT_MOST_LINKS);
  const straps = createStrapReader(outlet);
  const scales = createScaleReader(outlet);
  const neighbours = new Map<string, Neighbour>();
  const configured = new Set(
    [...Object.keys(options.straps ?? {}), ...(options.loan_straps ?? [])].map(identityKey),
  );

  const wish = ({ known, worn, pairing }: StrapSelection): void => {
    const areKnown = createWishList([...configured, ...known.map(identityKey)]);
    const areWorn = createWishList(worn.map(identityKey));
    policy.wish({ isKnown: areKnown, isWorn: areWorn, isPairing: pairing });
  };
  wish({ known: [], worn: [], pairing: false });

  /** Whether no other of this name is in reach; what it was before it changed its address soon is not. */
  const isOnlyOne = (name: string, address: string, nowMs: number): boolean => {
    for (const other of neighbours.values())
      if (other.name === name && other.address !== address && nowMs - other.heardMs <= OUT_OF_REACH_MS)
        return false;
    return true;
  };

  const identityOf = (neighbour: Omit<Neighbour, 'identity' | 'strap'>, nowMs: number): SensorIdentity =>
    identify(neighbour, neighbour.name === null || isOnlyOne(neighbour.name, neighbour.address, nowMs));

  const forgetSilentMost = (): void => {
    let oldest: Neighbour | undefined;
    for (const each of neighbours.values())
      if (oldest === undefined || each.heardMs < oldest.heardMs) oldest = each;
    if (oldest !== undefined) neighbours.delete(oldest.address);
  };

  /** Phones and beacons are not remembered; a packet that only tells a name is, where it may be a strap's. */
  const meet = (advertisement: Advertisement, nowMs: number): Neighbour | null => {
    const known = neighbours.get(advertisement.address);
    const kind = kindOf(advertisement);
    if (known === undefined) {
      if (kind === null) return null;
      if (neighbours.size >= MAX_SENSORS) forgetSilentMost();
      const { address, addressType, name } = advertisement;
      const fresh = {
        address,
        addressType,
        kind,
        name,
        serialNumber: null,
        firstHeardMs: nowMs,
        heardMs: nowMs,
      };
      const neighbour: Neighbour = { ...fresh, identity: identityOf(fresh, nowMs), strap: newStrapState() };
      neighbours.set(address, neighbour);
      return neighbour;
    }
    known.heardMs = nowMs;
    known.kind = kind ?? known.kind;
    const isRenamed = advertisement.name !== null && advertisement.name !== known.name;
    if (isRenamed) known.name = advertisement.name;
    // Who else is in reach decides about a name; it decides nothing about an address that lasts.
    if (isRenamed || provisionalName(known) !== null) known.identity = identityOf(known, nowMs);
    return known;
  };

  const isNamed = ({ name, firstHeardMs }: Neighbour, nowMs: number): boolean =>
    name !== null || nowMs - firstHeardMs >= NAMELESS_MS;

  const tellsRate = (neighbour: Neighbour, { manufacturerData }: Advertisement, nowMs: number): boolean => {
    const isPolar =
      manufacturerData !== null && (manufacturerData[0]! | (manufacturerData[1]! << 8)) === POLAR_COMPANY;
    const rate = isPolar ? decodePolarHeartRate(manufacturerData) : null;
    if (rate === null) return false;
    if (isNamed(neighbour, nowMs))
      straps.advertised(rate, manufacturerData!.length, neighbour.identity, neighbour.strap);
    return true;
  };

  const tellsWeight = (address: string, { serviceData }: Advertisement, nowMs: number): boolean => {
    for (const [service, data] of serviceData) {
      const weighing = decodeXiaomiWeighing(service, data);
      if (weighing === null) continue;
      if (weighing === 'unit') outlet.discarded('unit', data.length);
      else scales.advertised(address, weighing, data.length, nowMs);
      return true;
    }
    return false;
  };

  const told = (neighbour: Neighbour, characteristic: number, value: Uint8Array, nowMs: number): void => {
    const { address } = neighbour;
    switch (characteristic) {
      case CHARACTERISTIC.heartRate:
        if (straps.measured(value, neighbour.identity, neighbour.strap)) policy.value(address, nowMs);
        return;
      case CHARACTERISTIC.weight:
        scales.weight(address, value, nowMs);
        policy.value(address, nowMs);
        return;
      case CHARACTERISTIC.bodyComposition:
        scales.composition(address, value, nowMs);
        policy.value(address, nowMs);
        return;
      case CHARACTERISTIC.batteryLevel:
        neighbour.strap.batteryPercent = decodeBatteryLevel(value) ?? neighbour.strap.batteryPercent;
        return;
      case CHARACTERISTIC.serialNumber:
        neighbour.serialNumber = decodeInformationText(value);
        neighbour.identity = identityOf(neighbour, nowMs);
        policy.renamed(address, identityKey(neighbour.identity.sensorId));
        return;
      default:
        outlet.discarded('unsupported', value.length);
    }
  };

  return {
    heard(advertisement, nowMs) {
      const neighbour = meet(advertisement, nowMs);
      if (neighbour === null || neighbour.kind === null) return;
      neighbour.strap.rssiDbm = advertisement.rssiDbm ?? neighbour.strap.rssiDbm;
      policy.heard(
        {
          address: neighbour.address,
          kind: neighbour.kind,
          identity: identityKey(neighbour.identity.sensorId),
          provisionalName: keyOf(provisionalName(neighbour)),
          isConnectable: advertisement.isConnectable,
          rssiDbm: advertisement.rssiDbm,
          tellsItself:
            tellsRate(neighbour, advertisement, nowMs) ||
            tellsWeight(neighbour.address, advertisement, nowMs),
        },
        nowMs,
      );
    },
    linked: (address, nowMs) => policy.linked(address, nowMs),
    value(address, characteristic, value, nowMs) {
      const neighbour = neighbours.get(address);
      if (neighbour !== undefined) told(neighbour, characteristic, value, nowMs);
    },
    useless(address, nowMs) {
      links.unlink(address);
      policy.failed(address, nowMs);
    },
    unlinked: (address, nowMs) => policy.unlinked(address, nowMs),
    failed: (address, nowMs) => policy.failed(address, nowMs),
    refused: (address, nowMs) => policy.refused(address, nowMs),
    wish,
    tick(nowMs) {
      scales.tick(nowMs);
      for (const { type, address } of policy.tick(nowMs)) {
        if (type === 'link') links.link(address, neighbours.get(address)?.addressType ?? 'random');
        else if (type === 'give_up') links.giveUp(address);
        else links.unlink(address);
      }
    },
    reset: policy.reset,
    counts: () => policy.counts,
  };
}
