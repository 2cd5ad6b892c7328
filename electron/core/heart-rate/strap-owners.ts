import type { MemberId } from '../../../shared/base/ids.ts';
import { printedSensor } from '../../../shared/domain/heart-rate/printed-sensor.ts';
import type { Store } from '../store/store.ts';
import { listStraps } from '../store/tables/straps.ts';
import type { StrapReceivers } from './strap-receivers.ts';

/** Whose strap is whose: those of the configuration, and those that staff gave to a member. */
export interface StrapOwners {
  ownerOf(sensorId: string): MemberId | null;
  /** Every strap that belongs to somebody, by the names it was given under. */
  known(): string[];
  enrolled(sensorId: string, memberId: MemberId): void;
}

/** @param deps.configured by what the configuration calls them; may be the 16 bits that are printed on a strap */
export function createStrapOwners(deps: {
  store: Store;
  receivers: Pick<StrapReceivers, 'withOtherNames'>;
  configured: ReadonlyMap<string, MemberId>;
}): StrapOwners {
  const { store, receivers, configured } = deps;
  const given = new Map(listStraps(store.db).map(({ sensorId, memberId }) => [sensorId, memberId]));
  return {
    ownerOf(sensorId) {
      // It may have been given under its Bluetooth name, before the configuration said which ANT+ number it has.
      for (const name of receivers.withOtherNames([sensorId])) {
        const owner = given.get(name) ?? configured.get(name);
        if (owner !== undefined) return owner;
      }
      return configured.get(printedSensor(sensorId)) ?? null;
    },
    known: () => [...given.keys(), ...configured.keys()],
    enrolled: (sensorId, memberId) => void given.set(sensorId, memberId),
  };
}
