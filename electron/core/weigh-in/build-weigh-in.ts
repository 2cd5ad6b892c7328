import type { WeighInView } from '../../../shared/contract/weigh-in-view.ts';
import type { Devices } from '../devices/build-devices.ts';
import { whileDiskMayFail, type Ground } from '../ground.ts';
import type { Screen } from '../screen/build-screen.ts';
import type { MemberAtScreen } from '../screen/member-session.ts';
import { createScales, type Scales } from './scales.ts';
import { createWeighInClaim, type WeighInClaim } from './weigh-in-claim.ts';
import { createWeighInReader } from './weigh-in-view.ts';

/** What scales say, and the weigh-in of whoever is at the screen. */
export interface WeighIn {
  readonly onWeight: Scales['onWeight'];
  readonly claim: WeighInClaim;
  /** Where that member's weigh-in stands. */
  view(session: MemberAtScreen): WeighInView;
  /** Once a quarter of a second. */
  tick(): void;
}

export function buildWeighIn(
  ground: Ground,
  parts: { screen: Pick<Screen, 'sessions' | 'recentMembers'>; devices: Pick<Devices, 'line' | 'guard'> },
): WeighIn {
  const { store, clock, log, changed } = ground;
  const { sessions, recentMembers } = parts.screen;
  const { line, guard } = parts.devices;
  const claim = createWeighInClaim({ sessions, ...clock });
  const scales = createScales({
    store,
    log,
    claim,
    recentMembers,
    guard,
    acknowledge: line.acknowledge,
    onChange: changed,
  });
  return {
    onWeight: scales.onWeight,
    claim,
    view: createWeighInReader({ store, claim, nowMs: clock.nowMs }),
    tick() {
      whileDiskMayFail(ground, scales.retry);
      if (claim.tick()) changed();
    },
  };
}
