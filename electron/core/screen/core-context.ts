import type { KioskState } from '../../../shared/contract/kiosk-api.ts';
import type { CheckIn } from '../check-in/build-check-in.ts';
import type { Demo } from '../demo/build-demo.ts';
import type { Devices } from '../devices/build-devices.ts';
import type { Ground } from '../ground.ts';
import type { HeartRate } from '../heart-rate/build-heart-rate.ts';
import type { Jobs } from '../jobs/build-jobs.ts';
import type { Members } from '../members/build-members.ts';
import type { Progress } from '../progress/build-progress.ts';
import type { Staff } from '../staff/build-staff.ts';
import type { Sync } from '../sync/build-sync.ts';
import type { WeighIn } from '../weigh-in/build-weigh-in.ts';
import type { Screen } from './build-screen.ts';
import type { Latest } from './latest.ts';

/** Everything that stands on an open store, by noun. Built once by core, handed to each call. */
export interface Parts {
  readonly ground: Ground;
  readonly screen: Screen;
  readonly devices: Devices;
  readonly members: Members;
  readonly staff: Staff;
  readonly checkIn: CheckIn;
  readonly heartRate: HeartRate;
  readonly weighIn: WeighIn;
  readonly progress: Progress;
  readonly sync: Sync;
  readonly jobs: Jobs;
  /** Null where the kiosk is no demo. */
  readonly demo: Demo | null;
  readonly startedAtMs: number;
}

/** What every call from the page gets. */
export interface CoreContext {
  readonly nowMs: () => number;
  readonly state: Latest<KioskState>;
  /** Null while core is preparing: only the state can be watched then. */
  readonly parts: () => Parts | null;
}
