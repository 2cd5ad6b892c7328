import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { DeviceLine } from '../devices/device-line.ts';
import type { HeartRateRecorder } from './heart-rate-recorder.ts';
import type { MemberSessions } from '../screen/member-session.ts';
import type { StrapReceivers } from './strap-receivers.ts';

/** Staff's page asks for straps in range every second while they choose one. */
const STAFF_CHOOSES_MS = 3 * SECOND_MS;

/** Tells receivers that have to choose which straps somebody wants to hear. */
export interface StrapWishes {
  /** Staff look at the straps in range. */
  staffChoose(): void;
  tick(): void;
}

/** @param deps.known straps that belong to a member */
export function createStrapWishes(deps: {
  devices: Pick<DeviceLine, 'wishFor'>;
  receivers: StrapReceivers;
  recorder: Pick<HeartRateRecorder, 'sensors'>;
  sessions: Pick<MemberSessions, 'current'>;
  known: () => readonly string[];
  monotonicMs: () => number;
}): StrapWishes {
  const { devices, receivers, recorder, sessions, known, monotonicMs } = deps;
  let staffChooseUntilMs = Number.NEGATIVE_INFINITY;
  return {
    staffChoose: () => void (staffChooseUntilMs = monotonicMs() + STAFF_CHOOSES_MS),
    tick() {
      const isMemberChoosing = (sessions.current()?.pairingUntilMs ?? null) !== null;
      devices.wishFor({
        known: receivers.withOtherNames(known()),
        worn: receivers.withOtherNames(recorder.sensors()),
        pairing: isMemberChoosing || monotonicMs() < staffChooseUntilMs,
      });
    },
  };
}
