import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { GoalForm, GoalMetric, OwnGoal } from '../../../shared/contract/goals-api.ts';
import { Action } from '../../components/Action.tsx';
import { t } from '../../i18n/translate.ts';
import { cx } from '../../theme/cx.ts';
import { GoalWishForm } from './GoalWishForm.tsx';
import styles from './GoalEditor.module.css';

interface GoalEditorProps {
  readonly sessionId: string;
  readonly form: GoalForm;
  /** The goal to be changed; null for a new one. */
  readonly goal: OwnGoal | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A new goal (which metric, then how much by when), or another target or date for one there is. */
export function GoalEditor({ sessionId, form, goal, onClose, onDone }: GoalEditorProps) {
  const [chosen, setChosen] = useState(goal?.metric_type ?? null);
  const metric = form.metrics.find((one) => one.metric_type === chosen) ?? null;
  return (
    <Modal.Root
      opened
      onClose={onClose}
      centered
      lockScroll={false}
      size="auto"
      classNames={{ content: cx(styles.sheet) }}
    >
      <Modal.Overlay backgroundOpacity={0.8} />
      <Modal.Content data-testid="goal-editor">
        <Modal.Title className={cx(styles.title)}>
          {metric === null ? t('goals.choose') : metric.title}
        </Modal.Title>
        {metric === null ? (
          <MetricChoice metrics={free(form)} onChoose={setChosen} onCancel={onClose} />
        ) : (
          <GoalWishForm
            sessionId={sessionId}
            today={form.today}
            metric={metric}
            goal={goal}
            onCancel={onClose}
            onDone={onDone}
          />
        )}
      </Modal.Content>
    </Modal.Root>
  );
}

/** What a goal can be set for now: there is something to start from, and none is under way. */
function free({ metrics, goals }: GoalForm): readonly GoalMetric[] {
  const taken = new Set(
    goals
      .filter(({ status }) => status === 'active' || status === 'adjusted')
      .map(({ metric_type: metricType }) => metricType),
  );
  return metrics.filter(({ metric_type: metricType, start }) => start !== null && !taken.has(metricType));
}

interface MetricChoiceProps {
  readonly metrics: readonly GoalMetric[];
  readonly onChoose: (metricType: string) => void;
  readonly onCancel: () => void;
}

function MetricChoice({ metrics, onChoose, onCancel }: MetricChoiceProps) {
  return (
    <>
      <p className={styles.hint}>{t('goals.choose_hint')}</p>
      <div className={styles.choices}>
        {metrics.map(({ metric_type: metricType, title }) => (
          <button
            key={metricType}
            type="button"
            className={styles.choice}
            onClick={() => onChoose(metricType)}
            data-testid={`want-${metricType}`}
          >
            {title}
          </button>
        ))}
      </div>
      <Action fullWidth onPress={onCancel} testId="goal-cancel">
        {t('entry.cancel')}
      </Action>
    </>
  );
}
