import { achievementFinding } from '../achievements/achievement-finding.ts';
import { findAchievementRule } from '../achievements/achievement-rules.ts';
import type { Achievement } from '../achievements/achievement.ts';
import { phraseOf } from '../wording/phrases.ts';
import type { Wording } from '../wording/wording.ts';
import type { AchievementTile } from './dashboard.ts';

/** Achievements shown, newest first; the rest is a screen of its own. */
const MAX_ACHIEVEMENTS = 12;

/** Newest first and each kind once, in the reader's language where the rule is still known, else as it was stored. */
export function achievementTiles(
  achievements: readonly Achievement[],
  words: Wording,
): readonly AchievementTile[] {
  const newest = achievements.toSorted(
    (left, right) => right.achievedAtMs - left.achievedAtMs || (left.id < right.id ? -1 : 1),
  );
  const ofKind = new Map<string, Achievement>();
  for (const achievement of newest) {
    if (ofKind.size === MAX_ACHIEVEMENTS) break;
    if (!ofKind.has(achievement.achievementType)) ofKind.set(achievement.achievementType, achievement);
  }
  return [...ofKind.values()].map(({ achievementType, description, achievedAtMs }) => {
    const rule = findAchievementRule(achievementType);
    return {
      achievement_type: achievementType,
      description: rule === undefined ? description : phraseOf(words.achievement, achievementFinding(rule)),
      achieved_at: new Date(achievedAtMs).toISOString(),
    };
  });
}
