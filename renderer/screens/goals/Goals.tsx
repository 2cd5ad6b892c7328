import { IconPlus, IconTargetArrow } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { GoalForm } from '../../../shared/contract/goals-api.ts';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import type { GoalTile } from '../../../shared/domain/dashboard/dashboard.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useMemberDocument } from '../../bridge/RevisionProvider.tsx';
import { Action } from '../../components/Action.tsx';
import { HoldToShow, useHold } from '../../components/HoldToShow.tsx';
import { MemberPage } from '../../components/MemberPage.tsx';
import { EmptyTile } from '../../components/Tile.tsx';
import { t } from '../../i18n/translate.ts';
import { isPrivateMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { GoalEditor, type Edited } from './GoalEditor.tsx';
import { GoalLists } from './GoalLists.tsx';
import styles from './Goals.module.css';
import type { ListedGoal } from './listed-goal.ts';
import { PastGoalSheet } from './PastGoalSheet.tsx';
import { SuggestedGoals } from './SuggestedGoals.tsx';

interface GoalsProps {
  readonly session: MemberSession;
  readonly tiles: readonly GoalTile[];
  readonly onBack: () => void;
}

/** All goals of a member: under way, reached, past; moving them, and new ones that fit what they do. */
export function Goals({ session, tiles, onBack }: GoalsProps) {
  const bridge = useBridge();
  const hold = useHold();
  const load = useCallback(
    () => bridge.goals.form({ session_id: session.session_id }),
    [bridge, session.session_id],
  );
  const { value: form, failure } = useMemberDocument(load);
  const [edited, setEdited] = useState<Edited | null>(null);
  const [past, setPast] = useState<ListedGoal | null>(null);
  const close = () => {
    setEdited(null);
    setPast(null);
  };
  const goals = listedGoals(form, tiles);
  const hasPrivate = goals.some(({ goal }) => isPrivateMetric(goal.metric_type));
  return (
    <MemberPage
      name="goals"
      session={session}
      title={t('goals.title')}
      onBack={onBack}
      className={styles.goals}
      actions={
        <>
          {hasPrivate && <HoldToShow {...hold} />}
          <Action
            tone="primary"
            icon={<IconPlus aria-hidden="true" />}
            disabled={form === null}
            onPress={() => setEdited({ kind: 'new' })}
            testId="new-goal"
          >
            {t('goals.new')}
          </Action>
        </>
      }
    >
      {form === null ? (
        <p className={styles.loading} role="status">
          {t(failure === null ? 'session.loading' : 'session.load_failed')}
        </p>
      ) : (
        <div className={styles.rows}>
          {goals.length === 0 && (
            <EmptyTile icon={<IconTargetArrow />} title={t('goal.empty_title')} text={t('goal.empty')} />
          )}
          <GoalLists
            goals={goals}
            shown={hold.shown}
            onEdit={(goal) => setEdited({ kind: 'change', goal })}
            onOpenPast={setPast}
          />
          <SuggestedGoals
            form={form}
            onChoose={(metricType, preset) => setEdited({ kind: 'preset', metricType, preset })}
          />
        </div>
      )}
      {form !== null && edited !== null && (
        <GoalEditor
          sessionId={session.session_id}
          form={form}
          edited={edited}
          onClose={close}
          onDone={close}
        />
      )}
      {form !== null && past !== null && (
        <PastGoalSheet
          sessionId={session.session_id}
          listed={past}
          onClose={close}
          onAgain={() => {
            setPast(null);
            setEdited({ kind: 'metric', metricType: past.goal.metric_type });
          }}
          onEnded={close}
        />
      )}
    </MemberPage>
  );
}

function listedGoals(form: GoalForm | null, tiles: readonly GoalTile[]): readonly ListedGoal[] {
  return (form?.goals ?? []).flatMap((goal) => {
    const tile = tiles.find((one) => one.goal_id === goal.goal_id);
    return tile === undefined ? [] : [{ goal, tile }];
  });
}
