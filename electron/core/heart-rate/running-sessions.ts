import type { MemberId } from '../../../shared/base/ids.ts';
import type { Store } from '../store/store.ts';
import { listBlocks, listRunningSessions } from '../store/tables/heart-rate-sessions.ts';
import { createRunningSession, type RunningSession } from './running-session.ts';

/** Sessions that are being recorded: one a strap, one a member. */
export interface RunningSessions {
  all(): RunningSession[];
  ofStrap(sensorId: string): RunningSession | null;
  ofMember(memberId: MemberId): RunningSession | null;
  /** Those whose strap a receiver hears. */
  ofReceiver(device: string): RunningSession[];
  add(running: RunningSession): void;
  remove(running: RunningSession): void;
  /** A strap was heard by another receiver than the one its session began with. */
  heardBy(sensorId: string, device: string): void;
}

/** Begins with those that the store has, of a core that was killed. */
export function createRunningSessions({ db }: Store): RunningSessions {
  const byStrap = new Map<string, RunningSession>();
  for (const session of listRunningSessions(db))
    byStrap.set(session.sensor, createRunningSession(session, listBlocks(db, session)));
  const alsoHeardBy = new Map<string, Set<string>>();
  const all = (): RunningSession[] => [...byStrap.values()];
  return {
    all,
    ofStrap: (sensorId) => byStrap.get(sensorId) ?? null,
    ofMember: (memberId) => all().find(({ session }) => session.memberId === memberId) ?? null,
    ofReceiver: (device) =>
      all().filter(
        ({ session }) => session.device === device || alsoHeardBy.get(session.sensor)?.has(device) === true,
      ),
    add: (running) => void byStrap.set(running.session.sensor, running),
    remove({ session }) {
      byStrap.delete(session.sensor);
      alsoHeardBy.delete(session.sensor);
    },
    heardBy(sensorId, device) {
      const others = alsoHeardBy.get(sensorId) ?? new Set<string>();
      alsoHeardBy.set(sensorId, others.add(device));
    },
  };
}
