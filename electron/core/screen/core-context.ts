import type { DatabaseTasks } from '../store/database-tasks.ts';
import type { MemberId, NewId } from '../../../shared/base/ids.ts';
import type { Dashboard } from '../../../shared/domain/dashboard/dashboard.ts';
import type { ProgressHistory, TimeRange } from '../../../shared/domain/progress/progress-history.ts';
import type { DemoCast, DemoStaff, HeartRateLive, KioskState } from '../../../shared/contract/kiosk-api.ts';
import type { NotificationList } from '../../../shared/contract/notification-documents.ts';
import type { NotificationPreference } from '../../../shared/domain/notifications/preferences.ts';
import type { HeartRateRecorder } from '../heart-rate/heart-rate-recorder.ts';
import type { Keypad } from '../check-in/keypad.ts';
import type { Latest } from './latest.ts';
import type { MemberAtScreen, MemberSessions } from './member-session.ts';
import type { SetOwnPin } from '../members/own-pin.ts';
import type { StaffDesk } from '../staff/staff-desk.ts';
import type { WeighInClaim } from '../weigh-in/weigh-in-claim.ts';
import type { StrapRadar } from '../heart-rate/strap-radar.ts';
import type { DeviceLine } from '../devices/device-line.ts';
import type { Enrolment } from '../staff/enrolment.ts';
import type { DeviceTest } from '../staff/device-test.ts';
import type { Store } from '../store/store.ts';
import type { JobList } from '../../../shared/contract/job-documents.ts';
import type { DeviceConfig } from '../../../shared/contract/kiosk-config.ts';
import type { Push } from '../sync/push.ts';

/** What the handlers are made of: built once by core, handed to each call. */
export interface CoreContext {
  readonly nowMs: () => number;
  readonly state: Latest<KioskState>;
  /** Null while core is preparing: only the state can be watched then. */
  readonly parts: () => RunningParts | null;
}

/** What is there once the store is open. */
export interface RunningParts {
  /** Ticks once a second, for whoever shows live numbers. */
  readonly seconds: Latest<number>;
  readonly sessions: MemberSessions;
  readonly keypad: Keypad;
  readonly setOwnPin: SetOwnPin;
  readonly recorder: HeartRateRecorder;
  readonly radar: StrapRadar;
  /** Whose own strap that is; null for one that anybody may wear. */
  readonly ownerOf: (sensorId: string) => MemberId | null;
  readonly changed: () => void;
  /** For the flows of what the member at the screen does. */
  readonly store: Store;
  readonly openDashboard: (session: MemberAtScreen) => Dashboard;
  readonly readProgress: (session: MemberAtScreen, metricType: string, range: TimeRange) => ProgressHistory;
  readonly notifications: MemberNotifications;
  /** Null when the member has no running heart-rate session. */
  readonly readLive: (session: MemberAtScreen) => HeartRateLive | null;
  readonly weighIn: { readonly store: Store; readonly claim: WeighInClaim };
  readonly staff: StaffParts;
  /** Null where the kiosk is no demo. */
  readonly demo: DemoControls | null;
}

/** What staff mode works with. */
export interface StaffParts {
  readonly store: Store;
  readonly desk: StaffDesk;
  readonly devices: DeviceLine;
  readonly configuredDevices: readonly DeviceConfig[];
  readonly deviceTest: DeviceTest;
  readonly enrolment: Enrolment;
  readonly newId: NewId;
  /** IANA zone of the gym. */
  readonly zone: string;
  readonly radar: StrapRadar;
  readonly wearerOf: HeartRateRecorder['wearerOf'];
  readonly ownerOf: (sensorId: string) => MemberId | null;
  /** Staff look at the straps in range, to choose one. */
  readonly choosingStrap: () => void;
  /** From now on that strap is its owner's. */
  readonly strapEnrolled: (sensorId: string, memberId: MemberId) => void;
  readonly push: Pick<Push, 'status' | 'tries' | 'now'>;
  readonly centralUrl: string | null;
  /** Reads the whole database, beside the thread that serves members. */
  readonly checkDatabase: DatabaseTasks['check'];
  readonly dataDir: string;
  readonly startedAtMs: number;
  readonly restartCore: () => void;
  readonly leaveKiosk: () => void;
  readonly jobs: StaffJobs;
}

/** Background jobs, as far as staff have to do with them. */
export interface StaffJobs {
  list(): JobList;
  /** @returns false for a job that this kiosk has not */
  request(id: string): boolean;
}

export interface MemberNotifications {
  list(session: MemberAtScreen): NotificationList;
  markRead(session: MemberAtScreen, ids: readonly string[]): void;
  preferences(session: MemberAtScreen): NotificationPreference[];
  /** @returns all of them as they are then */
  setPreferences(
    session: MemberAtScreen,
    preferences: readonly NotificationPreference[],
  ): NotificationPreference[];
}

export interface DemoControls {
  cast(): DemoCast;
  staff(): DemoStaff;
  /** @param memberNumber whose card is held to the reader; null for one nobody enrolled */
  tapCard(memberNumber: string | null): void;
  wearStrap(memberNumber: string, isOn: boolean): void;
  /** @returns false where there is no simulated scale, or nobody of that number */
  stepOnScale(memberNumber: string): boolean;
}
