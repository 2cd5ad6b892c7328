import { IconBulb, IconTrophy } from '@tabler/icons-react';
import type { Dashboard } from '../../../shared/domain/dashboard/dashboard.ts';
import { useNow } from '../../bridge/use-now.ts';
import { MoreButton } from '../../components/MoreButton.tsx';
import { EmptyTile, Tile } from '../../components/Tile.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { insightsForAllEyes } from '../../../shared/domain/dashboard/next-rows.ts';
import styles from './Rows.module.css';
import { SignRow } from './SignRow.tsx';

/** A date's year may be a minute late. */
const REDRAW_MS = 60_000;
/** Of each; what else there is stands on the page behind. */
const MOST_ACHIEVEMENTS = 2;

interface AchievementDisplayProps {
  readonly document: Pick<Dashboard, 'achievements' | 'insights'>;
  readonly onOpen: () => void;
  readonly className?: string | undefined;
}

/** What was reached lately, and what the visits show. */
export function AchievementDisplay({ document, onOpen, className }: AchievementDisplayProps) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const { achievements } = document;
  const insights = insightsForAllEyes(document);
  return (
    <Tile
      title={t('achievements.title')}
      className={className}
      testId="tile-achievements"
      corner={
        <MoreButton testId="open-achievements" onPress={onOpen}>
          {t('profile.details')}
        </MoreButton>
      }
    >
      {achievements.length + insights.length === 0 ? (
        <EmptyTile
          beside
          icon={<IconTrophy />}
          title={t('achievements.empty_title')}
          text={t('attendance.achieved_empty')}
        />
      ) : (
        <ul className={styles.rows}>
          {achievements.slice(0, MOST_ACHIEVEMENTS).map((achievement) => (
            <SignRow
              key={`${achievement.achievement_type} ${achievement.achieved_at}`}
              icon={<IconTrophy />}
              text={achievement.description}
              note={formats.dayMonth(achievement.achieved_at, nowMs)}
            />
          ))}
          {insights.map((insight) => (
            <SignRow key={insight.text} icon={<IconBulb />} text={insight.text} note={null} />
          ))}
        </ul>
      )}
    </Tile>
  );
}
