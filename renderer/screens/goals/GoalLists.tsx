import { useState } from 'react';
import type { OwnGoal } from '../../../shared/contract/goals-api.ts';
import { isOpenGoal } from '../../../shared/domain/goals/goal.ts';
import { Action } from '../../components/Action.tsx';
import { t } from '../../i18n/translate.ts';
import { isPrivateMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { GoalRow } from './GoalRow.tsx';
import type { ListedGoal } from './listed-goal.ts';
import styles from './Goals.module.css';

interface GoalListsProps {
  readonly goals: readonly ListedGoal[];
  /** Whether the member holds private values open. */
  readonly shown: boolean;
  readonly onEdit: (goal: OwnGoal) => void;
  readonly onOpenPast: (listed: ListedGoal) => void;
}

/** Goals under way, then those that are reached; what was missed is history, one touch away. */
export function GoalLists({ goals, shown, onEdit, onOpenPast }: GoalListsProps) {
  const [showsMissed, setShowsMissed] = useState(false);
  const open = goals.filter(({ tile }) => isOpenGoal(tile));
  const reached = goals.filter(({ tile }) => tile.status === 'achieved');
  const missed = goals.filter(({ tile }) => tile.status === 'missed');
  const list = (title: string, listed: readonly ListedGoal[], testId: string) =>
    listed.length > 0 && (
      <section className={styles.group}>
        <h2 className={styles.groupTitle}>{title}</h2>
        <ul className={styles.list} data-testid={testId}>
          {listed.map((one) => (
            <GoalRow
              key={one.goal.goal_id}
              tile={one.tile}
              hidden={isPrivateMetric(one.goal.metric_type) && !shown}
              onOpen={() => (isOpenGoal(one.tile) ? onEdit(one.goal) : onOpenPast(one))}
            />
          ))}
        </ul>
      </section>
    );
  return (
    <>
      {list(t('goals.open_ones'), open, 'goals-open')}
      {list(t('goals.reached'), reached, 'goals-reached')}
      {missed.length > 0 && !showsMissed && (
        <div>
          <Action onPress={() => setShowsMissed(true)} testId="show-missed">
            {t('goals.show_missed', { count: missed.length })}
          </Action>
        </div>
      )}
      {showsMissed && list(t('goals.missed'), missed, 'goals-missed')}
    </>
  );
}
