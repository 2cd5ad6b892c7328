import type { FromDevices } from '../../../shared/contract/device-messages.ts';
import type { Reading } from '../../../shared/contract/readings.ts';
import { createTurnTaker } from './turn-taker.ts';

/** Where a reading stands in its device's stream; committed together with what the reading caused. */
export interface ReadingCursor {
  readonly device: string;
  readonly runId: string;
  readonly seq: number;
}

export type OnReading = (reading: Reading, cursor: ReadingCursor) => void;

/** Takes each reading of the device process once, in order. */
export interface ReadingIntake {
  /** A (new) device process is attached. @param onReading acts on its readings */
  begin(onReading: OnReading): void;
  /** It says which run of it this is: numbers of a former run mean other readings. */
  hello(runId: string): void;
  take(message: Extract<FromDevices, { type: 'readings' }>): void;
  /** Tells the device process that everything up to this reading is committed. */
  acknowledge(cursor: ReadingCursor): void;
}

/**
 * @param deps.committedSeq how far a device's readings are committed in a run; resent ones up to there are skipped
 * @param deps.nextTurn calls back in a later turn of the event loop
 * @param deps.acknowledge tells the device process
 */
export function createReadingIntake(deps: {
  monotonicMs: () => number;
  nextTurn: (work: () => void) => void;
  committedSeq: (device: string, runId: string) => number;
  acknowledge: (device: string, seq: number) => void;
}): ReadingIntake {
  const { committedSeq, acknowledge } = deps;
  const turns = createTurnTaker(deps);
  /** Highest reading acted on, per device, in this run of the device process. */
  const seen = new Map<string, number>();
  let runId = '';
  let onReading: OnReading = () => undefined;
  const forget = (): void => {
    turns.clear();
    seen.clear();
  };
  return {
    begin(next) {
      onReading = next;
      forget();
    },
    hello(next) {
      runId = next;
      forget();
    },
    take({ device, readings }) {
      const after = seen.get(device) ?? committedSeq(device, runId);
      const inRun = runId;
      for (const { seq, reading } of readings) {
        if (seq <= after || reading.device !== device) continue;
        seen.set(device, seq);
        // A backlog is hundreds of commits: not all of them in one turn.
        turns.add(() => onReading(reading, { device, runId: inRun, seq }));
      }
      // Everything was seen before: the acknowledgement got lost with the core that sent it.
      const last = readings.at(-1)?.seq ?? 0;
      if (last > 0 && last <= after) acknowledge(device, committedSeq(device, runId));
    },
    acknowledge({ device, runId: readIn, seq }) {
      // Numbers of a former run mean other readings in this one.
      if (readIn === runId) acknowledge(device, seq);
    },
  };
}
