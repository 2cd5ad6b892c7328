import { IconPlus, IconTargetArrow } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { OwnGoal } from '../../../shared/contract/goals-api.ts';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import type { GoalTile } from '../../../shared/domain/dashboard/dashboard.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useDocument } from '../../bridge/use-document.ts';
import { Action } from '../../components/Action.tsx';
import { HoldToShow, useHold } from '../../components/HoldToShow.tsx';
import { Screen } from '../../components/Screen.tsx';
import { EmptyTile } from '../../components/Tile.tsx';
import { t } from '../../i18n/translate.ts';
import { BackHeader } from '../dashboard/BackHeader.tsx';
import { isPrivateMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { GoalEditor } from './GoalEditor.tsx';
import { GoalLists } from './GoalLists.tsx';
import styles from './Goals.module.css';

interface GoalsProps {
  readonly session: MemberSession;
  readonly tiles: readonly GoalTile[];
  readonly onBack: () => void;
  readonly onChanged: () => void;
}

/** All goals of a member: how they stand, moving them, giving them up, and a new one. */
export function Goals({ session, tiles, onBack, onChanged }: GoalsProps) {
  const bridge = useBridge();
  const hold = useHold();
  const load = useCallback(
    () => bridge.goals.form({ session_id: session.session_id }),
    [bridge, session.session_id],
  );
  const { value: form, failure, refresh } = useDocument(load);
  const [edited, setEdited] = useState<OwnGoal | 'new' | null>(null);
  const changed = () => {
    setEdited(null);
    refresh();
    onChanged();
  };
  const goals = (form?.goals ?? []).flatMap((goal) => {
    const tile = tiles.find((one) => one.goal_id === goal.goal_id);
    return tile === undefined ? [] : [{ goal, tile }];
  });
  const hasPrivate = goals.some(({ goal }) => isPrivateMetric(goal.metric_type));
  return (
    <Screen name="goals" sessionId={session.session_id} className={styles.goals}>
      <BackHeader session={session} onBack={onBack} />
      <div className={styles.head}>
        <h1 className={styles.title}>{t('goals.title')}</h1>
        <div className={styles.actions}>
          {hasPrivate && <HoldToShow {...hold} />}
          <Action
            tone="primary"
            icon={<IconPlus aria-hidden="true" />}
            disabled={form === null}
            onPress={() => setEdited('new')}
            testId="new-goal"
          >
            {t('goals.new')}
          </Action>
        </div>
      </div>
      {form === null ? (
        <p className={styles.loading} role="status">
          {t(failure === null ? 'session.loading' : 'session.load_failed')}
        </p>
      ) : goals.length === 0 ? (
        <EmptyTile icon={<IconTargetArrow />} title={t('goal.empty_title')} text={t('goal.empty')} />
      ) : (
        <GoalLists
          sessionId={session.session_id}
          goals={goals}
          shown={hold.shown}
          onEdit={setEdited}
          onEnded={changed}
        />
      )}
      {form !== null && edited !== null && (
        <GoalEditor
          sessionId={session.session_id}
          form={form}
          goal={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onDone={changed}
        />
      )}
    </Screen>
  );
}
