import { MINUTE_MS, type Clock } from '../../../shared/base/clock.ts';
import { localDays } from '../../../shared/base/local-days.ts';
import { withoutNames } from '../../../shared/domain/community/community-findings.ts';
import type { CommunitySummary } from '../../../shared/domain/community/community-findings.ts';
import { RECOMMENDATION_METHOD } from '../../../shared/domain/recommendations/recommendation-model.ts';
import type { RecommendationModel } from '../../../shared/domain/recommendations/recommendation-model.ts';
import type { Store } from '../store/store.ts';
import { hasConsent } from '../store/tables/consents.ts';
import { findRecommendationModel } from '../store/tables/learned-models.ts';
import { learnFromGym, readCommunity } from './learn-from-gym.ts';
import type { GymKnowledge } from './open-dashboard.ts';
import { reviewRecentMembers } from './review-members.ts';

/** Work done at a time: short enough that a card held meanwhile is answered as quickly as ever. */
const SLICE_MS = 10;
/** The gym's week on everybody's dashboard may be this old. */
const COMMUNITY_EVERY_MS = 5 * MINUTE_MS;
/** After something went wrong (a full disk, mostly) nothing is tried for this long. */
const PAUSE_AFTER_FAILURE_MS = MINUTE_MS;

/** What core does when nobody wants anything. */
export interface Upkeep {
  /** What came of it so far. */
  readonly knowledge: GymKnowledge;
  /** Called several times a second: does a little of what is due, nothing while somebody is at the screen. */
  tick(): void;
}

/**
 * Keeps what the gym knows up to date in small slices: the week of the community every few minutes,
 * and once a day the model behind suggestions and everybody's conclusions. Whatever is cut short by
 * the end of the process starts over, and finds done what is done.
 * @param deps.isIdle whether nobody is being served
 */
export function createUpkeep(deps: { store: Store; clock: Clock; isIdle: () => boolean }): Upkeep {
  const { store, clock, isIdle } = deps;
  const days = localDays(store.gym.zone);
  const kept = findRecommendationModel(store.db, RECOMMENDATION_METHOD);
  let model: RecommendationModel | undefined = kept?.model;
  let learnedDay = kept === null ? null : days.dayOf(kept.learnedAtMs);
  let reviewedDay: number | null = null;
  let community: CommunitySummary | null = null;
  let communityReadMs = Number.NEGATIVE_INFINITY;
  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  let work: Generator<unknown, void, void> | null = null;

  function* due(nowMs: number): Generator<unknown, void, void> {
    if (nowMs - communityReadMs >= COMMUNITY_EVERY_MS || nowMs < communityReadMs) {
      community = readCommunity(store, nowMs);
      communityReadMs = nowMs;
      yield;
    }
    const today = days.dayOf(nowMs);
    if (reviewedDay !== today) {
      yield* reviewRecentMembers(store, nowMs);
      reviewedDay = today;
    }
    if (learnedDay !== today) {
      model = (yield* learnFromGym(store, nowMs)) ?? model;
      learnedDay = today;
    }
  }

  return {
    knowledge: {
      get recommendationModel() {
        return model;
      },
      communityFor(memberId) {
        if (community === null) return null;
        return hasConsent(store.db, memberId, 'community') ? community : withoutNames(community);
      },
    },
    tick() {
      if (!isIdle() || clock.monotonicMs() < pausedUntilMs) return;
      const untilMs = clock.monotonicMs() + SLICE_MS;
      try {
        do {
          work ??= due(clock.nowMs());
          if (work.next().done === true) {
            work = null;
            return;
          }
        } while (clock.monotonicMs() < untilMs);
      } catch (error) {
        work = null;
        pausedUntilMs = clock.monotonicMs() + PAUSE_AFTER_FAILURE_MS;
        store.log.error({ err: error }, 'upkeep failed and is tried again in a minute');
      }
    },
  };
}
