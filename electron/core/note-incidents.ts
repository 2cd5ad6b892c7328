import type { Store } from './store/store.ts';
import { forgetPairings, hasPairings } from './store/tables/central-pairings.ts';
import { forgetAllPins, hasAnyPin } from './store/tables/member-pins.ts';
import {
  insertIncident,
  listUnnotedIncidents,
  markIncidentNoted,
  NOTHING_DONE,
  type StoreIncident,
} from './store/tables/store-incidents.ts';
import type { KeyState } from './sync/kiosk-key.ts';

/** Writes the facts of damage that was found before facts could be written. @returns what they tell of */
export function noteIncidents(store: Store): readonly StoreIncident[] {
  const incidents = listUnnotedIncidents(store.db);
  if (incidents.length === 0) return incidents;
  store.write((tx) => {
    for (const { id, code, foundAtMs, details } of incidents) {
      markIncidentNoted(tx, id);
      store.facts.append(tx, {
        kind: 'store.recovered',
        memberId: null,
        happenedAtMs: foundAtMs,
        payload: {
          code,
          base: details.base,
          facts_salvaged: details.factsSalvaged,
          facts_missing: details.factsMissing,
          rows_kept: details.rowsKept,
          rows_lost: details.rowsLost,
        },
      });
    }
  });
  return incidents;
}

/** A key's file that was damaged is an incident like any other; a new key makes every PIN and pairing void. */
export function noteKeyState(store: Store, state: KeyState): void {
  // Made anew where others stood on the one before: its files were taken away.
  const isGone = state === 'made' && (hasAnyPin(store.db) || hasPairings(store.db));
  if (state === 'kept' || (state === 'made' && !isGone)) return;
  const code = state === 'restored' ? 'key_restored' : 'key_lost';
  store.write((tx) => {
    if (code === 'key_lost') {
      forgetAllPins(tx);
      forgetPairings(tx);
    }
    insertIncident(tx, { code, foundAtMs: store.nowMs(), details: NOTHING_DONE });
  });
}
