import { useState } from 'react';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { Action } from '../../components/Action.tsx';
import { Sheet, SheetActions } from '../../components/Sheet.tsx';
import { t } from '../../i18n/translate.ts';
import { isPrivateMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import type { ListedGoal } from './listed-goal.ts';
import styles from './Goals.module.css';

interface PastGoalSheetProps {
  readonly sessionId: string;
  readonly listed: ListedGoal;
  readonly onClose: () => void;
  readonly onAgain: () => void;
  readonly onEnded: () => void;
}

/** What can be done with a goal that is over: setting out anew, or taking it off the list. */
export function PastGoalSheet({ sessionId, listed, onClose, onAgain, onEnded }: PastGoalSheetProps) {
  const { goal, tile } = listed;
  return (
    <Sheet title={tile.title} testId="past-goal" onClose={onClose}>
      {!isPrivateMetric(goal.metric_type) && <p className={styles.text}>{tile.outlook}</p>}
      <SheetActions>
        <EndGoal sessionId={sessionId} goalId={goal.goal_id} isOver onEnded={onEnded} />
        <Action tone="primary" onPress={onAgain} testId="goal-again">
          {t('goals.again')}
        </Action>
      </SheetActions>
    </Sheet>
  );
}

interface EndGoalProps {
  readonly sessionId: string;
  readonly goalId: string;
  /** Over already: it is only taken off the list. */
  readonly isOver: boolean;
  readonly onEnded: () => void;
}

/** Ends a goal, after one more question in the same place. */
export function EndGoal({ sessionId, goalId, isOver, onEnded }: EndGoalProps) {
  const bridge = useBridge();
  const [isAsking, setIsAsking] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const end = async () => {
    const result = await bridge.goals.end({ session_id: sessionId, goal_id: goalId });
    setHasFailed(!result.ok);
    setIsAsking(false);
    if (result.ok) onEnded();
  };
  return (
    <>
      {isAsking ? (
        <Action tone="danger" onPress={() => void end()} testId="goal-end-yes">
          {t('goals.end_yes')}
        </Action>
      ) : (
        <Action tone="danger" onPress={() => setIsAsking(true)} testId="goal-end">
          {t(isOver ? 'goals.put_away' : 'goals.end')}
        </Action>
      )}
      {hasFailed && (
        <p className={styles.text} role="alert">
          {t('goals.not_saved')}
        </p>
      )}
    </>
  );
}
