import { MINUTE_MS } from '../../../shared/base/clock.ts';
import { withoutNames } from '../../../shared/domain/community/community-findings.ts';
import type { CommunitySummary } from '../../../shared/domain/community/community-findings.ts';
import { RECOMMENDATION_METHOD } from '../../../shared/domain/recommendations/recommendation-model.ts';
import type { RecommendationModel } from '../../../shared/domain/recommendations/recommendation-model.ts';
import type { Store } from '../store/store.ts';
import { hasConsent } from '../store/tables/consents.ts';
import { findRecommendationModel } from '../store/tables/learned-models.ts';
import { readCommunity } from './learn-from-gym.ts';
import type { GymKnowledge } from './open-dashboard.ts';

/** The gym's week on everybody's dashboard may be this old. */
const COMMUNITY_EVERY_MS = 5 * MINUTE_MS;

/** What the gym as a whole has learned, and how its week goes. */
export interface KeptKnowledge extends GymKnowledge {
  /** Reads the gym's week anew when that is due; called while nobody is at the screen. */
  refresh(nowMs: number): void;
  /** Uses a model that has just been learned. */
  useModel(model: RecommendationModel): void;
}

/** Keeps in memory what every dashboard shows of the gym: reading it for each would cost more than the rest. */
export function createGymKnowledge(store: Store): KeptKnowledge {
  let model = findRecommendationModel(store.db, RECOMMENDATION_METHOD)?.model;
  let community: CommunitySummary | null = null;
  let readAtMs = Number.NEGATIVE_INFINITY;
  return {
    get recommendationModel() {
      return model;
    },
    communityFor(memberId) {
      if (community === null) return null;
      return hasConsent(store.db, memberId, 'community') ? community : withoutNames(community);
    },
    refresh(nowMs) {
      if (nowMs - readAtMs < COMMUNITY_EVERY_MS && nowMs >= readAtMs) return;
      readAtMs = nowMs;
      try {
        community = readCommunity(store, nowMs);
      } catch (error) {
        store.log.error({ err: error }, 'the week of the gym could not be read; what was known stays');
      }
    },
    useModel(learned) {
      model = learned;
    },
  };
}
