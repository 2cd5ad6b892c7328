import { ok, type Result } from '../../../shared/base/result.ts';
import type { RecommendationModel } from '../../../shared/domain/recommendations/recommendation-model.ts';
import type { JobId } from '../../../shared/contract/job-documents.ts';
import type { JobPlan } from '../../../shared/domain/jobs/job-plan.ts';
import { learnFromGym } from '../progress/learn-from-gym.ts';
import { reviewRecentMembers } from '../progress/review-members.ts';
import type { DatabaseTasks } from '../store/database-tasks.ts';
import type { Store } from '../store/store.ts';
import type { JobCounts } from '../store/tables/jobs.ts';
import type { SyncStatus } from '../sync/push.ts';
import { dailyAttendance } from './daily-attendance.ts';
import type { JobRun, JobWork, KioskJob } from './kiosk-job.ts';
import { retention } from './retention.ts';
import { weeklySummaries } from './weekly-summary.ts';

/** Minutes since midnight. */
const at = (hours: number, minutes = 0): number => hours * 60 + minutes;

/** When everything is done, on the gym's clock: at night, one after the other, the backup of a settled day. */
const PLANS: Readonly<Record<JobId, JobPlan>> = {
  integration_queue: { schedule: { kind: 'every', minutes: 15 }, catchUp: 'once', starts: 'at_once' },
  member_reviews: { schedule: { kind: 'every', minutes: 15 }, catchUp: 'once', starts: 'at_once' },
  daily_attendance: { schedule: { kind: 'daily', minuteOfDay: at(2) }, catchUp: 'once', starts: 'when_due' },
  weekly_summary: {
    schedule: { kind: 'weekly', weekday: 1, minuteOfDay: at(3) },
    catchUp: 'each',
    starts: 'when_due',
  },
  database_backup: {
    schedule: { kind: 'daily', minuteOfDay: at(3, 30) },
    catchUp: 'once',
    starts: 'when_due',
  },
  recommendation_model: {
    schedule: { kind: 'daily', minuteOfDay: at(4) },
    catchUp: 'once',
    starts: 'at_once',
  },
  retention: { schedule: { kind: 'daily', minuteOfDay: at(4, 30) }, catchUp: 'once', starts: 'when_due' },
  database_check: {
    schedule: { kind: 'weekly', weekday: 7, minuteOfDay: at(5) },
    catchUp: 'once',
    starts: 'when_due',
  },
};

/** Everything this kiosk does in the background, what goes first when several are due at the top. */
export function kioskJobs(deps: {
  store: Store;
  dataDir: string;
  databaseTasks: Pick<DatabaseTasks, 'backUp' | 'check'>;
  sync: { readonly status: () => SyncStatus; readonly now: () => void };
  /** How many devices are not there now. */
  countLostDevices: () => number;
  onModel: (model: RecommendationModel) => void;
}): readonly KioskJob[] {
  const { store, databaseTasks } = deps;
  const job = (id: JobId, work: (run: JobRun) => JobWork, isReported = false): KioskJob => ({
    id,
    plan: PLANS[id],
    isReported,
    work,
  });
  return [
    job('integration_queue', () => integrationQueue(deps)),
    job('daily_attendance', (run) => dailyAttendance(store, run), true),
    job('weekly_summary', (run) => weeklySummaries(store, run), true),
    job('member_reviews', (run) => memberReviews(store, run)),
    job('database_backup', ({ nowMs }) => besideCore(() => databaseTasks.backUp(nowMs)), true),
    job('recommendation_model', (run) => recommendationModel(store, run, deps.onModel)),
    job('retention', (run) => retention(store, deps.dataDir, run)),
    job('database_check', () => besideCore(() => databaseTasks.check()), true),
  ];
}

/** Sees that what waits is tried: a line to central that was given up for minutes is tried now. */
function* integrationQueue({
  sync,
  countLostDevices,
}: {
  sync: { readonly status: () => SyncStatus; readonly now: () => void };
  countLostDevices: () => number;
}): JobWork {
  yield null;
  sync.now();
  const { pending, quarantined } = sync.status();
  return ok({ facts_waiting: pending, facts_set_aside: quarantined, devices_lost: countLostDevices() });
}

/** Conclusions are there before somebody asks: after midnight, after an update, after new rows. */
function* memberReviews(store: Store, { nowMs }: JobRun): JobWork {
  let members = 0;
  for (const few of reviewRecentMembers(store, nowMs)) {
    members += few;
    yield null;
  }
  return ok({ members });
}

function* recommendationModel(
  store: Store,
  { nowMs }: JobRun,
  onModel: (model: RecommendationModel) => void,
): JobWork {
  const learning = learnFromGym(store, nowMs);
  for (let next = learning.next(); ; next = learning.next()) {
    if (next.done === true) {
      if (next.value !== null) onModel(next.value);
      return ok({ choices: next.value?.examples ?? 0 });
    }
    yield null;
  }
}

/** Waits for work on the whole database, which is done in a thread of its own. */
function* besideCore<Counts extends JobCounts>(begin: () => Promise<Result<Counts>>): JobWork {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a promise brings is what its yield gives
  return (yield begin()) as Result<Counts>;
}
