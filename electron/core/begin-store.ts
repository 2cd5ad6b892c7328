import type { NewId } from '../../shared/base/ids.ts';
import { enrolConfiguredMembers } from './members/enrol-configured-members.ts';
import { closeGym } from './members/excuse-absence.ts';
import type { Settings } from './host/read-settings.ts';
import type { Store } from './store/store.ts';
import { saveKioskIdentity } from './store/tables/kiosk.ts';

/**
 * What the configuration says of the gym, into the store. The first writes: one at least, so that a disk that takes none is
 * noticed before a member is.
 */
export function beginStore(store: Store, { settings, newId }: { settings: Settings; newId: NewId }): void {
  const { config } = settings;
  store.write((tx) => saveKioskIdentity(tx, store.identity));
  closeGym(store, config.closures, store.nowMs());
  for (const taken of enrolConfiguredMembers({ store, newId, nowMs: store.nowMs }, config.members))
    store.log.error(taken, 'a card of the configuration stays with the member whose it is already');
}
