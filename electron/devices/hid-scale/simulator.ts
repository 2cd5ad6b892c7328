import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { Simulator } from '../driver.ts';
import { createSimulatedPlatform } from '../scale/simulated-platform.ts';
import { encodeHidReport } from './frames.ts';

/** USB scales report at 2 to 10 Hz. */
const REPORT_EVERY_MS = 250;

/** Plays a USB scale; a report cannot be torn, so the faults `noise` and `torn` send a short one. */
export function createHidScaleSimulator(
  config: DeviceConfig,
  send: (bytes: Uint8Array) => void,
  random: () => number,
): Simulator {
  const platform = createSimulatedPlatform(random);
  let lastSentMs = Number.NEGATIVE_INFINITY;
  let scenarioKg = config.transport.type === 'simulated' ? config.transport.scenario?.['kg'] : undefined;
  return {
    received() {
      // Output reports (zero, enforced zero return) are ignored, as most scales do.
    },
    tick(nowMs) {
      if (scenarioKg !== undefined) platform.act('step_on', { kg: scenarioKg }, nowMs);
      scenarioKg = undefined;
      if (nowMs - lastSentMs < REPORT_EVERY_MS) return;
      lastSentMs = nowMs;
      const fault = platform.fault();
      if (fault === 'silent') return;
      const report = encodeHidReport(platform.display(nowMs));
      send(fault === 'noise' || fault === 'torn' ? report.subarray(0, 3) : report);
    },
    act(action, args, nowMs) {
      platform.act(action, args, nowMs);
    },
  };
}
