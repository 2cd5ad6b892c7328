import { RingProgress } from '@mantine/core';
import { IconCircleCheckFilled, IconTargetArrow } from '@tabler/icons-react';
import { useState } from 'react';
import type { GoalForm } from '../../../shared/contract/goals-api.ts';
import type { GoalTile as Goal } from '../../../shared/domain/dashboard/dashboard.ts';
import { isOpenGoal } from '../../../shared/domain/goals/goal.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useNow } from '../../bridge/use-now.ts';
import { HoldToShow, useHold } from '../../components/HoldToShow.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { EmptyTile, Tile } from '../../components/Tile.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { GoalEditor } from '../goals/GoalEditor.tsx';
import { isPrivateMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import styles from './GoalTracker.module.css';

/** A date's year may be a minute late. */
const REDRAW_MS = 60_000;

interface GoalTrackerProps {
  readonly sessionId: string;
  readonly goals: readonly Goal[];
  readonly onOpen: () => void;
  readonly className?: string | undefined;
}

/** The goal the member is working on: how far it is, and an honest word on where it is heading. */
export function GoalTracker({ sessionId, goals, onOpen, className }: GoalTrackerProps) {
  const told = goals.filter(({ status }) => status !== 'missed');
  const goal = told.find(isOpenGoal) ?? told[0];
  const others = told.length - 1;
  return (
    <Tile
      title={t('goal.title')}
      className={className}
      testId="tile-goal"
      corner={
        <div className={styles.acts}>
          {goal !== undefined && isOpenGoal(goal) && <ChangeGoal goal={goal} sessionId={sessionId} />}
          <MoreButton testId="open-goals" onPress={onOpen}>
            {goals.length === 0
              ? t('goals.set_first')
              : others > 0
                ? t('goal.more', { count: others })
                : t('goals.open')}
          </MoreButton>
        </div>
      }
    >
      {goal === undefined ? (
        <EmptyTile icon={<IconTargetArrow />} title={t('goal.empty_title')} text={t('goal.empty')} />
      ) : (
        <CurrentGoal goal={goal} />
      )}
    </Tile>
  );
}

/** Diameter and stroke of the ring at the library's own scale, 16 to the rem. */
const RING = { size: 118, thickness: 11 } as const;

function CurrentGoal({ goal }: { readonly goal: Goal }) {
  const formats = useFormats();
  const hold = useHold();
  const isPrivate = isPrivateMetric(goal.metric_type);
  const percent = formats.percent(goal.progress);
  const achieved = goal.status === 'achieved';
  return (
    <div className={styles.goal}>
      <RingProgress
        className={styles.ring ?? ''}
        size={RING.size}
        thickness={RING.thickness}
        roundCaps
        rootColor="var(--surface-pressed)"
        sections={[{ value: goal.progress * 100, color: achieved ? 'var(--good)' : 'var(--brand)' }]}
        label={
          achieved ? (
            <IconCircleCheckFilled className={styles.achieved} />
          ) : (
            <p className={styles.percent}>{percent}</p>
          )
        }
        aria-label={t('goal.progress', { percent })}
      />
      <div className={styles.words}>
        {isPrivate && !hold.shown ? <HiddenGoal goal={goal} /> : <GoalWords goal={goal} />}
        {isPrivate && <HoldToShow {...hold} />}
      </div>
    </div>
  );
}

/** What a private goal is about and by when; how much is for who holds it open. */
function HiddenGoal({ goal }: { readonly goal: Goal }) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  return (
    <>
      <p className={styles.name}>{goal.title}</p>
      <p className={styles.numbers}>{t('goal.by', { date: formats.date(goal.target_date, nowMs) })}</p>
    </>
  );
}

function GoalWords({ goal }: { readonly goal: Goal }) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const decimals = goal.decimals ?? 1;
  const target = formats.roughQuantity(goal.target_value, goal.unit, decimals);
  return (
    <>
      <p className={styles.name}>
        {goal.title}
        {goal.status === 'adjusted' && <span className={styles.adjusted}>{t('goal.adjusted')}</span>}
      </p>
      {goal.status === 'achieved' ? (
        <p className={styles.numbers}>{t('goal.target', { target })}</p>
      ) : (
        <p className={styles.numbers}>
          <strong>{formats.roughly(goal.current_value, decimals)}</strong> {t('goal.of', { target })}{' '}
          <span className={styles.date}>{t('goal.by', { date: formats.date(goal.target_date, nowMs) })}</span>
        </p>
      )}
      <p className={styles.outlook}>{goal.adjustment ?? goal.outlook}</p>
    </>
  );
}

interface ChangeGoalProps {
  readonly goal: Goal;
  readonly sessionId: string;
}

/** Moves the goal's target or date without leaving the dashboard. */
function ChangeGoal({ goal, sessionId }: ChangeGoalProps) {
  const bridge = useBridge();
  const [form, setForm] = useState<GoalForm | null>(null);
  const own = form?.goals.find(({ goal_id: id }) => id === goal.goal_id);
  const open = async () => {
    const answer = await bridge.goals.form({ session_id: sessionId });
    if (answer.ok) setForm(answer.value);
  };
  return (
    <>
      <button type="button" className={styles.change} onClick={() => void open()} data-testid="change-goal">
        {t('goals.change')}
      </button>
      {form !== null && own !== undefined && (
        <GoalEditor
          sessionId={sessionId}
          form={form}
          edited={{ kind: 'change', goal: own }}
          onClose={() => setForm(null)}
          onDone={() => setForm(null)}
        />
      )}
    </>
  );
}
