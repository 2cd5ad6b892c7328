import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import type { Projections, RelatedGoal } from '../../../shared/domain/progress/progress-history.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { unitWord } from '../../i18n/unit-word.ts';
import type { Formats } from '../../i18n/formats.ts';
import styles from './WordsPanel.module.css';

interface GoalOutlookProps {
  readonly metric: MetricTile;
  readonly goal: RelatedGoal;
  readonly projected: Projections['goals'][number] | null;
  readonly hidden: boolean;
}

/** When the goal of this metric is likely to be met, as a range of dates, or that nobody can say. */
export function GoalOutlook({ metric, goal, projected, hidden }: GoalOutlookProps) {
  const formats = useFormats();
  const target = hidden
    ? '•••'
    : `${formats.number(goal.target_value, metric.decimals)} ${unitWord(metric.unit, goal.target_value)}`;
  return (
    <section className={styles.panel}>
      <h2 className={styles.title}>{t('progress.goal', { target, date: formats.date(goal.target_date) })}</h2>
      <p className={styles.text}>{datesInWords(projected, formats)}</p>
    </section>
  );
}

function datesInWords(projected: Projections['goals'][number] | null, formats: Formats): string {
  const { earliest, expected, latest } = projected ?? { earliest: null, expected: null, latest: null };
  if (expected === null) return t('progress.goal_unclear');
  if (earliest === null || latest === null)
    return t('progress.goal_expected', { expected: formats.dateYear(expected) });
  return t('progress.goal_between', {
    expected: formats.date(expected),
    earliest: formats.date(earliest),
    latest: formats.dateYear(latest),
  });
}
