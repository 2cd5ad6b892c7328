import type { LastWeek } from '../../../shared/domain/dashboard/dashboard.ts';
import { Stat } from '../../components/Stat.tsx';
import { Tile } from '../../components/Tile.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './LastWeekPanel.module.css';

interface LastWeekPanelProps {
  readonly week: LastWeek;
}

/** What last week came to, beside what is usual for this member. */
export function LastWeekPanel({ week }: LastWeekPanelProps) {
  const formats = useFormats();
  return (
    <Tile title={t('attendance.last_week')} testId="last-week">
      <p className={styles.text}>{week.text}</p>
      <dl className={styles.stats}>
        <Stat
          label={t('attendance.visits')}
          value={formats.number(week.visits)}
          note={
            week.usual_visits === null
              ? null
              : t('attendance.usual', { count: formats.roughly(week.usual_visits, 1) })
          }
        />
        <Stat
          label={t('attendance.training')}
          value={formats.number(week.training_min)}
          unit={t('attendance.minutes')}
        />
        {week.effort_points > 0 && (
          <Stat label={t('attendance.effort')} value={formats.number(week.effort_points)} />
        )}
        {week.calories_kcal > 0 && (
          <Stat label={t('attendance.calories')} value={formats.number(week.calories_kcal)} unit="kcal" />
        )}
      </dl>
    </Tile>
  );
}
