import { DEMO_CAST } from '../../../shared/demo/demo-cast.ts';
import type { Devices } from '../devices/build-devices.ts';
import type { Ground } from '../ground.ts';
import type { ConfiguredPin } from '../members/configured-pins.ts';
import { findLatestMetric } from '../store/tables/progress-metrics.ts';
import { findMemberByNumber } from '../store/tables/users.ts';
import { createDemoControls, type DemoControls } from './demo-controls.ts';

/** A demo gym: the screen drives its simulated devices, and its cast has PINs. */
export interface Demo {
  readonly controls: DemoControls;
  readonly pins: readonly ConfiguredPin[];
}

/** @returns null where the kiosk is no demo */
export function buildDemo(
  { settings, store }: Ground,
  { devices }: { devices: Pick<Devices, 'line'> },
): Demo | null {
  const { config } = settings;
  if (config.demo === undefined) return null;
  const controls = createDemoControls({
    devices: config.devices,
    staff: config.staff,
    simulate: devices.line.simulate,
    weightOf(memberNumber) {
      const member = findMemberByNumber(store.db, memberNumber);
      const known = member && findLatestMetric(store.db, member.id, 'body_weight', store.nowMs());
      return known?.value ?? null;
    },
    after: (delayMs, work) => void setTimeout(work, delayMs),
    random: Math.random,
  });
  const pins = DEMO_CAST.map(({ memberNumber, pin, isPinLocked }) => ({
    memberNumber,
    pin,
    isLocked: isPinLocked,
  }));
  return { controls, pins };
}
