import type { AttendanceHeatMap } from '../../../shared/domain/dashboard/dashboard.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { heatMapWeeks } from './heat-map-weeks.ts';
import styles from './HeatMap.module.css';

/** More visits than this in a day are drawn like this many. */
const STRONGEST = 2;

interface HeatMapProps {
  readonly heatMap: AttendanceHeatMap;
}

/** Twelve months at a glance: a column a week, a square a day, filled where the member was here. */
export function HeatMap({ heatMap }: HeatMapProps) {
  const formats = useFormats();
  const weeks = heatMapWeeks(heatMap);
  const days = heatMap.visits.filter((visits) => visits > 0).length;
  return (
    <figure className={styles.figure}>
      <div className={styles.map} role="img" aria-label={t('attendance.days', { count: days })}>
        {weeks.map((week) => (
          <div key={week.monday} className={styles.week}>
            <span className={styles.month}>
              {week.monthStart === null ? '' : formats.monthOfDate(week.monthStart)}
            </span>
            {week.days.map(({ date, visits }) => (
              <span key={date} className={styles.day} data-visits={Math.min(visits, STRONGEST)} />
            ))}
          </div>
        ))}
      </div>
      <figcaption className={styles.caption}>{t('attendance.days', { count: days })}</figcaption>
    </figure>
  );
}
