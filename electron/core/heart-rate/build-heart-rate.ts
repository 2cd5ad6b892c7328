import type { MemberId } from '../../../shared/base/ids.ts';
import type { HeartRateLive } from '../../../shared/contract/kiosk-api.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import type { Devices } from '../devices/build-devices.ts';
import { whileDiskMayFail, type Ground } from '../ground.ts';
import type { Screen } from '../screen/build-screen.ts';
import { createHeartRateRecorder, type HeartRateRecorder } from './heart-rate-recorder.ts';
import { liveHeartRate } from './live-heart-rate.ts';
import { readMemberBody } from './member-body.ts';
import { createStrapOwners, type StrapOwners } from './strap-owners.ts';
import { createStrapRadar, type StrapRadar } from './strap-radar.ts';
import { createStrapReadings, type OnStrapReading } from './strap-readings.ts';
import { createStrapReceivers } from './strap-receivers.ts';
import { createStrapSelector } from './strap-selector.ts';

/** Straps in range, whose they are, and the sessions that are being recorded. */
export interface HeartRate {
  readonly onHeartRate: OnStrapReading;
  readonly recorder: HeartRateRecorder;
  readonly radar: StrapRadar;
  readonly owners: StrapOwners;
  /** Staff look at the straps in range, to choose one. */
  readonly staffChoose: () => void;
  /** Null when the member has no running session. */
  live(member: Member): HeartRateLive | null;
  /** Once a quarter of a second. */
  tick(): void;
  /** Ends every session, for a clean stop. */
  stop(): void;
}

/** @param parts.configuredStraps straps that the configuration gives to members */
export function buildHeartRate(
  ground: Ground,
  parts: {
    screen: Pick<Screen, 'sessions'>;
    devices: Pick<Devices, 'line'>;
    configuredStraps: ReadonlyMap<string, MemberId>;
  },
): HeartRate {
  const { settings, store, newId, clock, log } = ground;
  const { sessions } = parts.screen;
  const { line } = parts.devices;
  const recorder = createHeartRateRecorder({ store, newId, log, acknowledge: line.acknowledge });
  const radar = createStrapRadar();
  const receivers = createStrapReceivers(
    new Map(settings.config.devices.flatMap(({ options }) => Object.entries(options.ant_numbers ?? {}))),
  );
  const ownStraps = receivers.withOwners(parts.configuredStraps);
  const owners = createStrapOwners({ store, receivers, configured: ownStraps });
  const { monotonicMs } = clock;
  const selector = createStrapSelector({ line, receivers, recorder, sessions, owners, monotonicMs });
  return {
    onHeartRate: createStrapReadings(ground, { sessions, recorder, radar, receivers, ownStraps }),
    recorder,
    radar,
    owners,
    staffChoose: selector.staffChoose,
    live(member) {
      const running = recorder.running(member.id);
      if (running === null) return null;
      return liveHeartRate(running, readMemberBody(store.db, member, clock.nowMs()), clock.nowMs());
    },
    tick() {
      whileDiskMayFail(ground, () => recorder.tick(clock.nowMs()));
      selector.tick();
    },
    stop() {
      try {
        recorder.finishAll(clock.nowMs());
      } catch (error) {
        // A full disk: the sessions stay open in the store, and the next start goes on with them.
        log.error({ err: error }, 'running heart-rate sessions could not be finished');
      }
    },
  };
}
