import { useState } from 'react';
import type { OwnGoal } from '../../../shared/contract/goals-api.ts';
import type { GoalTile } from '../../../shared/domain/dashboard/dashboard.ts';
import { isOpenGoal } from '../../../shared/domain/goals/goal.ts';
import { Action } from '../../components/Action.tsx';
import { t } from '../../i18n/translate.ts';
import { isPrivateMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { GoalRow } from './GoalRow.tsx';
import styles from './Goals.module.css';

interface ListedGoal {
  readonly goal: OwnGoal;
  readonly tile: GoalTile;
}

interface GoalListsProps {
  readonly sessionId: string;
  readonly goals: readonly ListedGoal[];
  /** Whether the member holds private values open. */
  readonly shown: boolean;
  readonly onEdit: (goal: OwnGoal) => void;
  readonly onEnded: () => void;
}

/** Goals under way, then those that are reached; what was missed is history, one touch away. */
export function GoalLists({ sessionId, goals, shown, onEdit, onEnded }: GoalListsProps) {
  const [showsMissed, setShowsMissed] = useState(false);
  const open = goals.filter(({ tile }) => isOpenGoal(tile));
  const reached = goals.filter(({ tile }) => tile.status === 'achieved');
  const missed = goals.filter(({ tile }) => tile.status === 'missed');
  const list = (listed: readonly ListedGoal[], testId: string) => (
    <ul className={styles.list} data-testid={testId}>
      {listed.map(({ goal, tile }) => (
        <GoalRow
          key={goal.goal_id}
          sessionId={sessionId}
          tile={tile}
          hidden={isPrivateMetric(goal.metric_type) && !shown}
          onEdit={() => onEdit(goal)}
          onEnded={onEnded}
        />
      ))}
    </ul>
  );
  return (
    <div className={styles.rows}>
      {open.length > 0 && list(open, 'goals-open')}
      {reached.length > 0 && (
        <>
          <h2 className={styles.group}>{t('goals.reached')}</h2>
          {list(reached, 'goals-reached')}
        </>
      )}
      {missed.length > 0 && !showsMissed && (
        <Action onPress={() => setShowsMissed(true)} testId="show-missed">
          {t('goals.show_missed', { count: missed.length })}
        </Action>
      )}
      {showsMissed && missed.length > 0 && (
        <>
          <h2 className={styles.group}>{t('goals.missed')}</h2>
          {list(missed, 'goals-missed')}
        </>
      )}
    </div>
  );
}
