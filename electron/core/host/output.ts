import type { CheckInOutcome } from '../check-in/check-in.ts';
import type { DeviceStatus, FromDevices } from '../../../shared/contract/device-messages.ts';
import type { Reading } from '../../../shared/contract/readings.ts';
import type { Settings } from './read-settings.ts';

/** Damage to the store, as far as it is told outside. */
interface Incident {
  readonly code: string;
  readonly details: {
    readonly base: string;
    readonly factsSalvaged: number;
    readonly factsMissing: number;
    readonly rowsKept: number;
    readonly rowsLost: number;
  };
}

/** One JSON object a line on standard output, for headless use and for tests. */
export interface Output {
  ready(facts: { kiosk_id: string; gym_id: string; epoch: number }): void;
  /** Damage was found when the store was opened, and this is what was done about it. */
  storeRecovered(incident: Incident): void;
  /** What a kiosk got back from its facts. */
  rowsRebuilt(rows: { facts: number; added: number; mended: number; removed: number }): void;
  /** The disk takes nothing: core waits until it does. */
  waitingForDisk(code: string): void;
  /** A reading could not be stored, and was set aside. */
  setAside(reading: Reading, code: string): void;
  /** A device's state changed. */
  device(status: DeviceStatus): void;
  reading(reading: Reading): void;
  discarded(discarded: Extract<FromDevices, { type: 'discarded' }>): void;
  checkIn(outcome: CheckInOutcome, scan: { device: string; at: number }): void;
  stopped(): void;
}

/** @param write takes one line, newline included */
export function createOutput(level: Settings['output'], write: (line: string) => void): Output {
  const event = (fields: Record<string, unknown>): void => {
    if (level !== 'none') write(`${JSON.stringify(fields)}\n`);
  };
  const saysReadings = level === 'readings';
  return {
    ready: (facts) => event({ event: 'ready', ...facts }),
    storeRecovered({ code, details }) {
      event({ event: 'store_recovered', code, ...detailsOf(details) });
    },
    rowsRebuilt: ({ facts, added, mended, removed }) =>
      event({
        event: 'rows_rebuilt',
        facts_replayed: facts,
        rows_added: added,
        rows_mended: mended,
        rows_removed: removed,
      }),
    waitingForDisk: (code) => event({ event: 'waiting', for: 'disk', code }),
    setAside: ({ device, kind, at }, code) => event({ event: 'set_aside', device, kind, code, at }),
    device: ({ device, family, state, reason, since }) =>
      event({ event: 'device', device, family, state, reason, at: since }),
    reading(reading) {
      if (saysReadings) event({ event: 'reading', ...reading });
    },
    discarded({ device, reason, bytes, at }) {
      if (saysReadings) event({ event: 'discarded', device, reason, bytes, at });
    },
    checkIn(outcome, { device, at }) {
      event({
        event: 'check_in',
        outcome: outcome.outcome,
        device,
        at,
        ...(outcome.outcome === 'refused'
          ? { reason: outcome.reason }
          : { member_id: outcome.member.id, visit_id: outcome.visit.id }),
      });
    },
    stopped: () => event({ event: 'stopped' }),
  };
}

function detailsOf({ base, factsSalvaged, factsMissing, rowsKept, rowsLost }: Incident['details']) {
  return {
    base,
    facts_salvaged: factsSalvaged,
    facts_missing: factsMissing,
    rows_kept: rowsKept,
    rows_lost: rowsLost,
  };
}
