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
import { letterWords, notificationPhrases } from './notification-phrases.ts';

/** English, as a British gym would write it. */
export function wording(formats: Formats): Wording {
  return {
    metricTitle: (metric) => metric.title,
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
