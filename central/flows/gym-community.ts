import { MINUTE_MS } from '../../shared/base/clock.ts';
import { localDays } from '../../shared/base/local-days.ts';
import {
  CHALLENGE_WEEKS,
  summariseCommunity,
  weeklyChallenge,
  withoutNames,
} from '../../shared/domain/community/community-findings.ts';
import type { CommunitySummary } from '../../shared/domain/community/community-findings.ts';
import type { CentralDatabase } from '../store/database.ts';
import { countVisitsBetween, selectCommunity, toCommunityMember } from '../store/tables/community.ts';
import { selectConsent } from '../store/tables/consents.ts';
import type { GymRow } from '../store/tables/gyms.ts';

/** The gym's week on everybody's dashboard may be this old, as at the kiosk. */
const KEPT_FOR_MS = 5 * MINUTE_MS;
/** Gyms whose week is kept at a time; a server is set up for one. */
const MAX_GYMS = 50;

/** Reads the gym's week as a member may see it. */
export type ReadCommunity = (gym: GymRow, memberId: string, nowMs: number) => Promise<CommunitySummary>;

/** The gym's week, read once every few minutes whoever asks. It is in memory only: any server reads it anew. */
export function createCommunityReader({ database }: { database: CentralDatabase }): ReadCommunity {
  const kept = new Map<string, { readonly atMs: number; readonly summary: Promise<CommunitySummary> }>();
  const summaryOf = (gym: GymRow, nowMs: number): Promise<CommunitySummary> => {
    const known = kept.get(gym.gym_id);
    if (known !== undefined && nowMs >= known.atMs && nowMs < known.atMs + KEPT_FOR_MS) return known.summary;
    const summary = summariseWeek(database, gym, nowMs);
    if (kept.size >= MAX_GYMS) kept.clear();
    kept.set(gym.gym_id, { atMs: nowMs, summary });
    // What failed is not kept: the next one to ask tries again.
    summary.catch(() => kept.delete(gym.gym_id));
    return summary;
  };
  return async (gym, memberId, nowMs) => {
    const summary = await summaryOf(gym, nowMs);
    const [consent] = await database.query(selectConsent(gym.gym_id, memberId, 'community'));
    return consent?.granted === true ? summary : withoutNames(summary);
  };
}

async function summariseWeek(
  database: CentralDatabase,
  { gym_id: gymId, timezone, language }: GymRow,
  nowMs: number,
): Promise<CommunitySummary> {
  const days = localDays(timezone);
  const week = days.weekOf(nowMs);
  const weekStartsMs = Array.from({ length: CHALLENGE_WEEKS + 1 }, (_, i) =>
    days.startOfDayMs(week - (CHALLENGE_WEEKS - i) * 7),
  );
  const before = await database.query(countVisitsBetween(gymId, weekStartsMs));
  const members = await database.query(selectCommunity(gymId, days.startOfDayMs(week)));
  return summariseCommunity({
    members: members.map(toCommunityMember),
    challenge: weeklyChallenge(before.map(({ visits }) => visits)),
    language,
  });
}
