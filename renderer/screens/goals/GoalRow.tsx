import { useState } from 'react';
import type { GoalTile } from '../../../shared/domain/dashboard/dashboard.ts';
import { isOpenGoal } from '../../../shared/domain/goals/goal.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { Action } from '../../components/Action.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './Goals.module.css';

interface GoalRowProps {
  readonly sessionId: string;
  readonly tile: GoalTile;
  readonly hidden: boolean;
  readonly onEdit: () => void;
  readonly onEnded: () => void;
}

/** One goal with what can be done about it; giving it up asks once more in the same place. */
export function GoalRow({ sessionId, tile, hidden, onEdit, onEnded }: GoalRowProps) {
  const bridge = useBridge();
  const formats = useFormats();
  const [isAsking, setIsAsking] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const end = async () => {
    const result = await bridge.goals.end({ session_id: sessionId, goal_id: tile.goal_id });
    setHasFailed(!result.ok);
    setIsAsking(false);
    if (result.ok) onEnded();
  };
  const decimals = tile.decimals ?? 1;
  const target = formats.roughQuantity(tile.target_value, tile.unit, decimals);
  return (
    <li className={styles.row} data-testid={`goal-${tile.metric_type}`}>
      <p className={styles.percent}>{formats.percent(tile.progress)}</p>
      <div className={styles.words}>
        <p className={styles.name}>{tile.title}</p>
        {/* What a goal is about and by when is no secret; how much is. */}
        {hidden ? (
          <p className={styles.text}>{t('goal.by', { date: formats.dateYear(tile.target_date) })}</p>
        ) : (
          <p className={styles.text}>
            {tile.status === 'achieved'
              ? t('goal.target', { target })
              : `${formats.roughly(tile.current_value, decimals)} ${t('goal.of', { target })} ${t('goal.by', { date: formats.dateYear(tile.target_date) })}`}
          </p>
        )}
        <p className={styles.text} role={hasFailed ? 'alert' : undefined}>
          {hasFailed ? t('goals.not_saved') : hidden ? '' : (tile.adjustment ?? tile.outlook)}
        </p>
      </div>
      <div className={styles.actions}>
        {isAsking ? (
          <>
            <Action onPress={() => setIsAsking(false)} testId="goal-keep">
              {t('goals.keep')}
            </Action>
            <Action tone="danger" onPress={() => void end()} testId="goal-end-yes">
              {t('goals.end_yes')}
            </Action>
          </>
        ) : (
          <>
            {tile.status !== 'achieved' && (
              <Action onPress={onEdit} testId="goal-edit">
                {t('goals.change')}
              </Action>
            )}
            <Action onPress={() => setIsAsking(true)} testId="goal-end">
              {t(isOpenGoal(tile) ? 'goals.end' : 'goals.put_away')}
            </Action>
          </>
        )}
      </div>
    </li>
  );
}
