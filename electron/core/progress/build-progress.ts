import type { Dashboard } from '../../../shared/domain/dashboard/dashboard.ts';
import type { Member } from '../../../shared/domain/members/member.ts';
import type { ProgressHistory, TimeRange } from '../../../shared/domain/progress/progress-history.ts';
import type { Ground } from '../ground.ts';
import type { Screen } from '../screen/build-screen.ts';
import { createGymKnowledge, type KeptKnowledge } from './gym-knowledge.ts';
import { openDashboard, readProgress } from './open-dashboard.ts';

/** What members see of how they are doing, and what the gym as a whole has learned. */
export interface Progress {
  readonly knowledge: KeptKnowledge;
  openDashboard(member: Member): Dashboard;
  history(member: Member, metricType: string, range: TimeRange): ProgressHistory;
  /** Once a quarter of a second. */
  tick(): void;
}

export function buildProgress(
  { store }: Pick<Ground, 'store'>,
  { screen }: { screen: Pick<Screen, 'isIdle'> },
): Progress {
  const { nowMs } = store;
  const { zone } = store.gym;
  const knowledge = createGymKnowledge(store);
  return {
    knowledge,
    openDashboard: (member) => openDashboard(store, member, nowMs(), knowledge),
    history: (member, metricType, range) =>
      readProgress(store.db, { member, metricType, range, nowMs: nowMs(), zone }),
    tick() {
      if (screen.isIdle()) knowledge.refresh(nowMs());
    },
  };
}
