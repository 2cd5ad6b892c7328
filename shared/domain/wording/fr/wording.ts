import type { Formats } from '../formats.ts';
import type { Wording } from '../wording.ts';
import { achievementPhrases } from './achievement-phrases.ts';
import { communityPhrases, recommendationPhrases } from './gym-phrases.ts';
import { insightPhrases } from './insight-phrases.ts';
import {
  attendancePhrases,
  goalAdjustmentPhrases,
  goalOutlookPhrases,
  metricChangePhrases,
  weekPhrases,
} from './member-phrases.ts';
import { frenchTitle } from './metric-names.ts';
import { letterWords, notificationPhrases } from './notification-phrases.ts';

/** French, with the "tu" of gym floors. */
export function wording(formats: Formats): Wording {
  return {
    metricTitle: frenchTitle,
    metricChange: metricChangePhrases(formats),
    attendance: attendancePhrases(formats),
    goalOutlook: goalOutlookPhrases(formats),
    goalAdjustment: goalAdjustmentPhrases(formats),
    recommendation: recommendationPhrases(formats),
    community: communityPhrases(formats),
    insight: insightPhrases(formats),
    achievement: achievementPhrases(formats),
    week: weekPhrases(formats),
    notification: notificationPhrases(formats),
    letter: letterWords(formats),
  };
}
