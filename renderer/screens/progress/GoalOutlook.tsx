import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import type { Projections, RelatedGoal } from '../../../shared/domain/progress/progress-history.ts';
import { useNow } from '../../bridge/use-now.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import type { Formats } from '../../i18n/formats.ts';
import styles from './WordsPanel.module.css';

/** A date's year may be a minute late. */
const REDRAW_MS = 60_000;

interface GoalOutlookProps {
  readonly metric: MetricTile;
  readonly goal: RelatedGoal;
  readonly projected: Projections['goals'][number] | null;
  readonly hidden: boolean;
}

/** When the goal of this metric is likely to be met, as a range of dates, or that nobody can say. */
export function GoalOutlook({ metric, goal, projected, hidden }: GoalOutlookProps) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const target = hidden ? '•••' : formats.quantity(goal.target_value, metric.unit, metric.decimals);
  const date = formats.date(goal.target_date, nowMs);
  return (
    <section className={styles.panel}>
      <h2 className={styles.title}>{t('progress.goal', { target, date })}</h2>
      <p className={styles.text}>{standing(goal, projected, hidden, metric, formats, nowMs)}</p>
    </section>
  );
}

/** How a goal came out, or when it is expected to. */
function standing(
  goal: RelatedGoal,
  projected: Projections['goals'][number] | null,
  hidden: boolean,
  metric: MetricTile,
  formats: Formats,
  nowMs: number,
): string {
  if (goal.status === 'missed')
    return t('progress.goal_missed', { percent: hidden ? '•••' : formats.percent(goal.progress) });
  if (goal.status !== 'achieved') return datesInWords(projected, formats, nowMs);
  const { reached_at: at, reached_value: value } = goal;
  if (at === null || value === null) return t('goals.reached');
  const shown = hidden ? '•••' : formats.quantity(value, metric.unit, metric.decimals);
  return t('progress.goal_reached', { date: formats.dayMonth(at, nowMs), value: shown });
}

function datesInWords(
  projected: Projections['goals'][number] | null,
  formats: Formats,
  nowMs: number,
): string {
  const { earliest, expected, latest } = projected ?? { earliest: null, expected: null, latest: null };
  if (expected === null) return t('progress.goal_unclear');
  if (earliest === null || latest === null)
    return t('progress.goal_expected', { expected: formats.date(expected, nowMs) });
  return t('progress.goal_between', {
    expected: formats.date(expected, nowMs),
    earliest: formats.date(earliest, nowMs),
    latest: formats.date(latest, nowMs),
  });
}
