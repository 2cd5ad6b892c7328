import { DAY_MS } from '../../../shared/base/clock.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import {
  CHALLENGE_WEEKS,
  summariseCommunity,
  weeklyChallenge,
} from '../../../shared/domain/community/community-findings.ts';
import type { CommunitySummary } from '../../../shared/domain/community/community-findings.ts';
import { learnRecommendationsInSteps } from '../../../shared/domain/recommendations/learn-recommendations.ts';
import type { RecommendationModel } from '../../../shared/domain/recommendations/recommendation-model.ts';
import type { Visit } from '../../../shared/domain/visits/visit.ts';
import type { Store } from '../store/store.ts';
import { listPastClasses } from '../store/tables/classes.ts';
import { countVisits, listCommunity, sampleVisitors } from '../store/tables/community.ts';
import { saveRecommendationModel } from '../store/tables/learned-models.ts';
import { listVisits } from '../store/tables/visits.ts';

/** What choices are learned from, and what makes the profiles before them: about eight months. */
const LEARNS_FROM_MS = 240 * DAY_MS;
/** Members learned from; ten times as many would weigh the same reasons the same. */
const MAX_MEMBERS = 1_000;
/** Classes looked at: forty a day for the whole time. */
const MAX_CLASSES = 10_000;
/** Members whose visits are read between two pauses. */
const MEMBERS_PER_STEP = 25;

/**
 * Learns what makes this gym's members choose a class, and keeps it, a few milliseconds at a time.
 * @returns yields the chance to do something else; the model, or null with too little to learn from
 */
export function* learnFromGym(
  store: Store,
  nowMs: number,
): Generator<void, RecommendationModel | null, void> {
  const fromMs = nowMs - LEARNS_FROM_MS;
  const visitsOf = new Map<string, readonly Visit[]>();
  for (const [i, memberId] of sampleVisitors(store.db, fromMs, MAX_MEMBERS).entries()) {
    if (i % MEMBERS_PER_STEP === 0) yield;
    visitsOf.set(memberId, listVisits(store.db, memberId, fromMs));
  }
  yield;
  const model = yield* learnRecommendationsInSteps({
    visitsOf,
    classes: listPastClasses(store.db, fromMs, nowMs, MAX_CLASSES),
    untilMs: nowMs,
    days: localDays(store.gym.zone),
  });
  if (model !== null) store.write((tx) => saveRecommendationModel(tx, model, nowMs));
  return model;
}

/** What the gym came to this week, up to now. */
export function readCommunity(store: Store, nowMs: number): CommunitySummary {
  const days = localDays(store.gym.zone);
  const week = days.weekOf(nowMs);
  const startMs = (before: number): number => days.startOfDayMs(week - before * 7);
  const visitsBefore = Array.from({ length: CHALLENGE_WEEKS }, (_, i) =>
    countVisits(store.db, startMs(i + 1), startMs(i)),
  );
  return summariseCommunity({
    members: listCommunity(store.db, startMs(0)),
    challenge: weeklyChallenge(visitsBefore),
    language: store.gym.language,
  });
}
