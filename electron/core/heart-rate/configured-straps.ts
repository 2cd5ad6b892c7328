import type { MemberId } from '../../../shared/base/ids.ts';
import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { Store } from '../store/store.ts';
import { findMemberByNumber } from '../store/tables/users.ts';

/** Straps that a device's configuration gives to members; those of unknown members are left out, with a warning. */
export function configuredStraps(devices: readonly DeviceConfig[], store: Store): Map<string, MemberId> {
  const straps = devices.flatMap(({ options }) => Object.entries(options.straps ?? {}));
  return new Map(
    straps.flatMap(([sensorId, memberNumber]) => {
      const member = findMemberByNumber(store.db, memberNumber);
      // Bluetooth ids may be written in either case; receivers say them in capitals.
      return member === null ? [] : [sensorId, sensorId.toUpperCase()].map((id) => [id, member.id] as const);
    }),
  );
}
