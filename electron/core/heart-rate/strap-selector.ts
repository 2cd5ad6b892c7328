import { SECOND_MS } from '../../../shared/base/clock.ts';
import type { DeviceLine } from '../devices/device-line.ts';
import type { HeartRateRecorder } from './heart-rate-recorder.ts';
import type { MemberSessions } from '../screen/member-session.ts';
import type { StrapOwners } from './strap-owners.ts';
import type { StrapReceivers } from './strap-receivers.ts';

/** Staff's page asks for straps in range every second while they choose one. */
const STAFF_CHOOSES_MS = 3 * SECOND_MS;

/** Tells receivers that have to choose which straps somebody wants to hear. */
export interface StrapSelector {
  /** Staff look at the straps in range. */
  staffChoose(): void;
  tick(): void;
}

export function createStrapSelector(deps: {
  line: Pick<DeviceLine, 'selectStraps'>;
  receivers: StrapReceivers;
  recorder: Pick<HeartRateRecorder, 'sensors'>;
  sessions: Pick<MemberSessions, 'current'>;
  owners: Pick<StrapOwners, 'known'>;
  monotonicMs: () => number;
}): StrapSelector {
  const { line, receivers, recorder, sessions, owners, monotonicMs } = deps;
  let staffChooseUntilMs = Number.NEGATIVE_INFINITY;
  return {
    staffChoose: () => void (staffChooseUntilMs = monotonicMs() + STAFF_CHOOSES_MS),
    tick() {
      const isMemberChoosing = (sessions.current()?.pairingUntilMs ?? null) !== null;
      line.selectStraps({
        known: receivers.withOtherNames(owners.known()),
        worn: receivers.withOtherNames(recorder.sensors()),
        pairing: isMemberChoosing || monotonicMs() < staffChooseUntilMs,
      });
    },
  };
}
