import { DAY_MS } from '../../shared/base/clock.ts';
import { localDays } from '../../shared/base/local-days.ts';
import { learnAttendance } from '../../shared/domain/attendance/visit-chances.ts';
import type { AttendanceModel } from '../../shared/domain/attendance/visit-chances.ts';
import type { CentralDatabase } from '../store/database.ts';
import type { GymRow } from '../store/tables/gyms.ts';
import { sampleVisits } from '../store/tables/visits.ts';

/** What is learned from: ten months hold every season but one. */
const LEARNS_FROM_MS = 300 * DAY_MS;
/** More members would weigh the same signs the same, and hold the server up for longer. */
const MAX_MEMBERS = 300;

export type ReadAttendanceModel = (gym: GymRow, nowMs: number) => Promise<AttendanceModel | null>;

/** Learns how likely a gym's members are to come again, once a day of the gym; null with too little to learn from. */
export function createAttendanceModelReader({
  database,
}: {
  database: CentralDatabase;
}): ReadAttendanceModel {
  let learned: { readonly key: string; readonly model: AttendanceModel | null } | null = null;
  return async (gym, nowMs) => {
    const days = localDays(gym.timezone);
    const key = `${gym.gym_id} ${days.dateOf(nowMs)} ${gym.timezone}`;
    if (learned?.key === key) return learned.model;
    const rows = await database.query(sampleVisits(gym.gym_id, nowMs - LEARNS_FROM_MS, MAX_MEMBERS));
    const visitsOf = Map.groupBy(rows, ({ user_id: userId }) => userId);
    const times = [...visitsOf.values()].map((visits) =>
      visits.flatMap(({ checked_in_at: atMs }) => (atMs <= nowMs ? [atMs] : [])),
    );
    learned = { key, model: learnAttendance(times, nowMs, days) };
    return learned.model;
  };
}
