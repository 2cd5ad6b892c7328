import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import { isOpenGoal } from '../../../shared/domain/goals/goal.ts';
import type {
  ProgressHistory,
  Projections,
  RelatedGoal,
} from '../../../shared/domain/progress/progress-history.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Action } from '../../components/Action.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import type { Formats } from '../../i18n/formats.ts';
import { t } from '../../i18n/translate.ts';
import { Panel } from './Panel.tsx';
import styles from './Panel.module.css';

/** A date's year may be a minute late. */
const REDRAW_MS = 60_000;

interface GoalComparisonProps {
  readonly metric: MetricTile;
  readonly history: ProgressHistory;
  readonly hidden: boolean;
  readonly onOpenGoals: () => void;
}

/** The goal of this metric beside where it stands: under way with its range of dates, or the last one reached. */
export function GoalComparison({ metric, history, hidden, onOpenGoals }: GoalComparisonProps) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const goals = history.related_goals;
  const goal = goals.find(isOpenGoal) ?? goals.find(({ status }) => status === 'achieved');
  const projected = history.projections.goals.find(({ goal_id: id }) => id === goal?.goal_id) ?? null;
  return (
    <Panel title={t('progress.goal_title')} testId="goal-comparison">
      {goal === undefined ? (
        <p className={styles.text}>{t('progress.goal_none')}</p>
      ) : (
        <>
          <p className={styles.said}>
            {t('progress.goal_by', {
              target: hidden ? '•••' : formats.roughQuantity(goal.target_value, metric.unit, metric.decimals),
              date: formats.date(goal.target_date, nowMs),
            })}
          </p>
          <ProgressBar
            share={goal.progress}
            isDone={goal.status === 'achieved'}
            label={t('goal.progress', { percent: formats.percent(goal.progress) })}
          />
          <p className={styles.text}>{standing(goal, projected, hidden, { metric, formats, nowMs })}</p>
        </>
      )}
      <div>
        <Action onPress={onOpenGoals} testId="open-goals">
          {t('progress.goal_open')}
        </Action>
      </div>
    </Panel>
  );
}

interface Wording {
  readonly metric: MetricTile;
  readonly formats: Formats;
  readonly nowMs: number;
}

/** How a goal came out, or when it is expected to. */
function standing(
  goal: RelatedGoal,
  projected: Projections['goals'][number] | null,
  hidden: boolean,
  { metric, formats, nowMs }: Wording,
): string {
  if (goal.status === 'achieved') {
    const { reached_at: at, reached_value: value } = goal;
    if (at === null || value === null) return t('goals.reached');
    const shown = hidden ? '•••' : formats.quantity(value, metric.unit, metric.decimals);
    return t('progress.goal_reached', { date: formats.dayMonth(at, nowMs), value: shown });
  }
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
