import type { DiscardReason } from '../../../shared/base/discard-reasons.ts';
import { describeSettings } from '../../../electron/devices/discovery/trial-plan.ts';
import type { DriverOutlet, DriverReading } from '../../../electron/devices/driver.ts';

/** A driver's surroundings that write everything down. */
export interface RecordingOutlet extends DriverOutlet {
  readonly sent: string[];
  readonly readings: DriverReading[];
  /** Bytes dropped, by reason. */
  readonly dropped: Partial<Record<DiscardReason, number>>;
  readonly states: string[];
  readonly reopened: string[];
  /** Line settings asked for, such as `57600 8N1`. */
  readonly tuned: string[];
}

export function recordingOutlet(): RecordingOutlet {
  const sent: string[] = [];
  const readings: DriverReading[] = [];
  const dropped: Partial<Record<DiscardReason, number>> = {};
  const states: string[] = [];
  const reopened: string[] = [];
  const tuned: string[] = [];
  return {
    sent,
    readings,
    dropped,
    states,
    reopened,
    tuned,
    send: (bytes) => void sent.push(Buffer.from(bytes).toString('hex')),
    reading: (reading) => void readings.push(reading),
    discarded(reason, bytes) {
      dropped[reason] = (dropped[reason] ?? 0) + bytes;
    },
    state: (state, reason) => void states.push(reason === undefined ? state : `${state} ${reason}`),
    reopen: (reason) => void reopened.push(reason),
    tune: (settings) => void tuned.push(describeSettings(settings)),
  };
}
