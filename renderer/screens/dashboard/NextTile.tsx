import { IconBulb, IconSparkles, IconTrophy } from '@tabler/icons-react';
import type { Dashboard } from '../../../shared/domain/dashboard/dashboard.ts';
import { useNow } from '../../bridge/use-now.ts';
import { EmptyTile, Tile } from '../../components/Tile.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { ClassRow } from './ClassRow.tsx';
import { fillNextTile, inOrderOfTime } from '../../../shared/domain/dashboard/next-rows.ts';
import { SignRow } from './SignRow.tsx';
import styles from './NextTile.module.css';

/** "Today" may be a minute old. */
const REDRAW_MS = 60_000;

interface NextTileProps {
  readonly document: Dashboard;
  readonly className?: string | undefined;
}

/** What is ahead and what was reached: classes, suggestions, achievements, news of the club. */
export function NextTile({ document, className }: NextTileProps) {
  const rows = fillNextTile(document);
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const nothing = Object.values(rows).every((list) => list.length === 0);
  return (
    <Tile title={t('next.title')} className={className} testId="tile-next">
      {nothing ? (
        <EmptyTile icon={<IconSparkles />} title={t('next.empty_title')} text={t('next.empty')} />
      ) : (
        <ul className={styles.rows}>
          {inOrderOfTime(rows).map(({ gymClass, note }) => (
            <ClassRow key={gymClass.class_id} gymClass={gymClass} nowMs={nowMs} note={note} />
          ))}
          {rows.achievements.map((achievement) => (
            <SignRow
              key={`${achievement.achievement_type} ${achievement.achieved_at}`}
              icon={<IconTrophy />}
              text={achievement.description}
              note={formats.dayMonth(achievement.achieved_at, nowMs)}
            />
          ))}
          {rows.insights.map((insight) => (
            <SignRow key={insight.text} icon={<IconBulb />} text={insight.text} note={null} />
          ))}
          {rows.highlights.map((highlight) => (
            <SignRow key={highlight.text} icon={<IconSparkles />} text={highlight.text} note={null} />
          ))}
        </ul>
      )}
    </Tile>
  );
}
