import { DAY_MS } from '../../base/clock.ts';
import { achievementFinding } from '../achievements/achievement-finding.ts';
import { findAchievementRule } from '../achievements/achievement-rules.ts';
import { findMetric } from '../metrics/metric-registry.ts';
import { phraseOf } from '../wording/phrases.ts';
import type { Wording } from '../wording/wording.ts';
import type { NotificationReason } from './notification.ts';

/** What a notification says to its reader: one or two sentences without any value of a body. */
export function wordNotification(reason: NotificationReason, createdAtMs: number, words: Wording): string {
  const metric = 'metricType' in reason ? findMetric(reason.metricType) : undefined;
  const rule = 'achievementType' in reason ? findAchievementRule(reason.achievementType) : undefined;
  return phraseOf(words.notification, {
    ...reason,
    metricTitle: metric === undefined ? '' : words.metricTitle(metric),
    notedOn: Math.floor(createdAtMs / DAY_MS),
    achievement: rule === undefined ? '' : phraseOf(words.achievement, achievementFinding(rule)),
  });
}
