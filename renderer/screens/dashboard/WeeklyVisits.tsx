import type { ProfileSummary } from '../../../shared/domain/dashboard/dashboard.ts';
import { useNow } from '../../bridge/use-now.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './WeeklyVisits.module.css';

/** A quarter of a year of bars; more would be too thin to tell apart while standing. */
const WEEKS_SHOWN = 12;
/** The scale never ends below this, so that one visit is not drawn like a record week. */
const SMALLEST_SCALE = 4;

/** A date's year may be a minute late. */
const REDRAW_MS = 60_000;

interface WeeklyVisitsProps {
  readonly weeks: ProfileSummary['weekly_visits'];
}

/** Visits of recent weeks as bars, the current week last and in the brand's colour. */
export function WeeklyVisits({ weeks }: WeeklyVisitsProps) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const shown = weeks.slice(-WEEKS_SHOWN);
  const scale = Math.max(SMALLEST_SCALE, ...shown.map((week) => week.visits));
  return (
    <figure className={styles.figure}>
      <ol className={styles.bars} aria-label={t('profile.last_weeks', { count: shown.length })}>
        {shown.map((week, index) => (
          <li
            key={week.week_start}
            className={styles.week}
            // Fewer weeks than columns: the bars stand at the right, where the present is.
            style={{ gridColumn: WEEKS_SHOWN - shown.length + index + 1 }}
            data-current={index === shown.length - 1 ? '' : undefined}
          >
            <span className={styles.count} aria-hidden="true">
              {week.visits > 0 ? week.visits : ''}
            </span>
            <span className={styles.bar} style={{ flexGrow: week.visits / scale }} />
            <span className="visually-hidden">
              {t('profile.week_of', { week: formats.date(week.week_start, nowMs), count: week.visits })}
            </span>
          </li>
        ))}
      </ol>
      <figcaption className={styles.axis} aria-hidden="true">
        <span>
          {shown.length === WEEKS_SHOWN && shown[0] !== undefined
            ? formats.date(shown[0].week_start, nowMs)
            : ''}
        </span>
        <span>{t('profile.now')}</span>
      </figcaption>
    </figure>
  );
}
