import { buildCheckIn } from './check-in/build-check-in.ts';
import { buildDemo } from './demo/build-demo.ts';
import { buildDevices } from './devices/build-devices.ts';
import type { Ground } from './ground.ts';
import { buildHeartRate } from './heart-rate/build-heart-rate.ts';
import { configuredStraps } from './heart-rate/configured-straps.ts';
import { buildJobs } from './jobs/build-jobs.ts';
import { buildMembers } from './members/build-members.ts';
import { createMemberPins } from './members/member-pins.ts';
import { buildProgress } from './progress/build-progress.ts';
import { buildScreen } from './screen/build-screen.ts';
import type { Parts } from './screen/core-context.ts';
import { buildStaff } from './staff/build-staff.ts';
import { buildSync } from './sync/build-sync.ts';
import type { KioskKey } from './sync/kiosk-key.ts';
import { buildWeighIn } from './weigh-in/build-weigh-in.ts';

/** What core was opened with, beside its ground. */
export interface OpenedWith {
  readonly key: KioskKey;
  /** The script of the thread that copies and checks the database, and whether all of it was looked at before. */
  readonly database: { readonly workerScript: URL; readonly isCheckedWhole: boolean };
}

/** Builds every part that stands on an open store, each from the ones above it. Tests build from the same parts. */
export function buildCore(ground: Ground, { key, database }: OpenedWith): Parts {
  const screen = buildScreen(ground);
  const devices = buildDevices(ground);
  const members = buildMembers(ground, { screen, pins: createMemberPins(key.secretFor('member pins')) });
  const staff = buildStaff(ground, { screen });
  const checkIn = buildCheckIn(ground, { screen, devices, members, staff });
  const straps = configuredStraps(ground.settings.config.devices, ground.store);
  const heartRate = buildHeartRate(ground, { screen, devices, configuredStraps: straps });
  const weighIn = buildWeighIn(ground, { screen, devices });
  const progress = buildProgress(ground, { screen });
  const sync = buildSync(ground, key);
  const jobs = buildJobs(ground, { screen, devices, progress, sync, database });
  const demo = buildDemo(ground, { devices });
  const startedAtMs = ground.clock.nowMs();
  return {
    ground,
    screen,
    devices,
    members,
    staff,
    checkIn,
    heartRate,
    weighIn,
    progress,
    sync,
    jobs,
    demo,
    startedAtMs,
  };
}
