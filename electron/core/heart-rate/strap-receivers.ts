import type { HeartRateReading } from '../../../shared/contract/readings.ts';
import { SIGNAL_LOST_AFTER_MS } from './heart-rate-recorder.ts';

/** Straps remembered; the one silent longest gives way. */
const MAX_STRAPS = 512;

export interface StrapReceivers {
  /**
   * One strap is one strap, whichever radios hear it.
   * @returns the reading under the strap's one id, or null while another receiver tells of it
   */
  take(reading: HeartRateReading): HeartRateReading | null;
  /** The same ids, and what those straps are known by over Bluetooth. */
  withOtherNames(sensorIds: readonly string[]): string[];
  /** Whoever owns a strap under one name owns it under the other. */
  withOwners<Owner>(owners: ReadonlyMap<string, Owner>): ReadonlyMap<string, Owner>;
}

/**
 * Gives each strap one id and one receiver at a time: two radios hear the same strap, and a strap may
 * send ANT+ and Bluetooth. The receiver that told last goes on telling until it has been silent for as
 * long as a lost signal takes.
 * @param antNumbers what a strap is known by over Bluetooth → its ANT+ device number
 */
export function createStrapReceivers(antNumbers: ReadonlyMap<string, string>): StrapReceivers {
  const numberOf = new Map([...antNumbers].map(([name, number]) => [name.toUpperCase(), number]));
  const numbers = new Set(numberOf.values());
  const receivers = new Map<string, { device: string; atMs: number }>();

  const idOf = ({ sensor_id: id, sensor }: HeartRateReading): string =>
    numberOf.get(id.toUpperCase()) ?? [id, sensor].find((each) => numbers.has(each)) ?? id;

  const forgetSilentMost = (): void => {
    let silent: string | undefined;
    for (const [id, { atMs }] of receivers)
      if (silent === undefined || atMs < receivers.get(silent)!.atMs) silent = id;
    if (silent !== undefined) receivers.delete(silent);
  };

  return {
    take(reading) {
      const id = idOf(reading);
      const receiver = receivers.get(id);
      const isReported =
        receiver !== undefined &&
        receiver.device !== reading.device &&
        reading.at - receiver.atMs <= SIGNAL_LOST_AFTER_MS;
      if (isReported) return null;
      if (receiver === undefined && receivers.size >= MAX_STRAPS) forgetSilentMost();
      receivers.set(id, { device: reading.device, atMs: reading.at });
      return id === reading.sensor_id ? reading : { ...reading, sensor_id: id };
    },
    withOwners(owners) {
      const all = new Map(owners);
      for (const [name, number] of antNumbers) {
        const owner = owners.get(name) ?? owners.get(number);
        if (owner !== undefined) all.set(name, owner).set(number, owner);
      }
      return all;
    },
    withOtherNames(sensorIds) {
      const names = new Set(sensorIds);
      for (const [name, number] of antNumbers) if (names.has(number)) names.add(name).add(name.toUpperCase());
      return [...names];
    },
  };
}
