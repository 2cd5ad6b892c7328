import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { LastWeighing, Weighing } from '../../../shared/domain/weigh-in/weighing.ts';
import type { ReadingCursor } from '../devices/reading-intake.ts';
import type { WritableDb } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { saveDeviceCursor } from '../store/tables/device-cursors.ts';
import { findLastWeighing, saveLastWeighing } from '../store/tables/last-weighings.ts';

/** That somebody still stands there is written down this often, for a core that is started again. */
const HEARD_SAVED_EVERY_MS = 20 * SECOND_MS;

export type KnownWeighing = LastWeighing & { readonly weighingId: string };

/** What each scale last said: a weighing is one however often it is said. */
export interface LastWeighings {
  /** Null for a scale that said nothing yet, or whose platform was empty. */
  of(device: string): KnownWeighing | null;
  /** Its platform is empty. */
  empty(device: string): void;
  /** It said this weighing; kept in memory only. */
  heard(weighing: KnownWeighing & { readonly device: string }): void;
  /** It said this weighing again; written down now and then. */
  heardAgain(weighing: Weighing, cursor: ReadingCursor): void;
  /** Commits what a weighing causes together with its scale's cursor. */
  commit<Value>(weighing: Weighing, cursor: ReadingCursor, work: (tx: WritableDb) => Value): Value;
}

export function createLastWeighings(store: Store): LastWeighings {
  /** What each scale last said as far as this process knows; null once its platform was empty. */
  const last = new Map<string, KnownWeighing | null>();
  const heard: LastWeighings['heard'] = ({ device, weighingId, kg, heardAtMs }) =>
    void last.set(device, { weighingId, kg, heardAtMs });
  const commit: LastWeighings['commit'] = (weighing, cursor, work) => {
    const { device, id: weighingId, kg, atMs: heardAtMs } = weighing;
    const value = store.write((tx) => {
      const before = findLastWeighing(tx, device);
      const memberId = before?.weighingId === weighingId ? before.memberId : null;
      saveLastWeighing(tx, { device, weighingId, kg, heardAtMs, memberId });
      saveDeviceCursor(tx, cursor);
      return work(tx);
    });
    heard({ device, weighingId, kg, heardAtMs });
    return value;
  };
  return {
    of(device) {
      const known = last.get(device);
      return known === undefined ? findLastWeighing(store.db, device) : known;
    },
    empty: (device) => void last.set(device, null),
    heard,
    heardAgain(weighing, cursor) {
      const { device, id: weighingId, kg, atMs: heardAtMs } = weighing;
      const savedAtMs = findLastWeighing(store.db, device)?.heardAtMs ?? 0;
      if (heardAtMs - savedAtMs >= HEARD_SAVED_EVERY_MS) commit(weighing, cursor, () => undefined);
      else heard({ device, weighingId, kg, heardAtMs });
    },
    commit,
  };
}
