import { IconCalendar } from '@tabler/icons-react';
import type { ClassTile, RecommendedClass } from '../../../shared/domain/dashboard/dashboard.ts';
import { useNow } from '../../bridge/use-now.ts';
import { EmptyTile, Tile } from '../../components/Tile.tsx';
import { t } from '../../i18n/translate.ts';
import { ClassRow } from './ClassRow.tsx';
import { inOrderOfTime } from '../../../shared/domain/dashboard/next-rows.ts';
import styles from './Rows.module.css';

/** "Today" may be a minute old. */
const REDRAW_MS = 60_000;

interface ClassRecommendationsProps {
  readonly upcoming: readonly ClassTile[];
  readonly recommended: readonly RecommendedClass[];
  readonly className?: string | undefined;
}

/** Classes that are booked and such that would fit, in the order in which they take place. */
export function ClassRecommendations({ upcoming, recommended, className }: ClassRecommendationsProps) {
  const nowMs = useNow(REDRAW_MS);
  const rows = inOrderOfTime({ upcoming, recommended });
  return (
    <Tile title={t('classes.title')} className={className} testId="tile-classes">
      {rows.length === 0 ? (
        <EmptyTile
          beside
          icon={<IconCalendar />}
          title={t('classes.empty_title')}
          text={t('classes.empty')}
        />
      ) : (
        <ul className={styles.rows}>
          {rows.map(({ gymClass, note }) => (
            <ClassRow key={gymClass.class_id} gymClass={gymClass} nowMs={nowMs} note={note} />
          ))}
        </ul>
      )}
    </Tile>
  );
}
