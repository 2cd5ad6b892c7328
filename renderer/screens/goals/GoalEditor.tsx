import { useState } from 'react';
import type { GoalForm, OwnGoal } from '../../../shared/contract/goals-api.ts';
import { Action } from '../../components/Action.tsx';
import { ChoiceGrid } from '../../components/ChoiceGrid.tsx';
import { Sheet } from '../../components/Sheet.tsx';
import { t } from '../../i18n/translate.ts';
import { freeMetrics } from './free-metrics.ts';
import styles from './GoalEditor.module.css';
import { GoalWishForm } from './GoalWishForm.tsx';
import type { GoalPreset } from './SuggestedGoals.tsx';

/** What the editor begins with. */
export type Edited =
  | { readonly kind: 'new' }
  | { readonly kind: 'metric'; readonly metricType: string }
  | { readonly kind: 'preset'; readonly metricType: string; readonly preset: GoalPreset }
  | { readonly kind: 'change'; readonly goal: OwnGoal };

interface GoalEditorProps {
  readonly sessionId: string;
  readonly form: GoalForm;
  readonly edited: Edited;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A new goal (which metric, then how much by when), or another target or date for one there is. */
export function GoalEditor({ sessionId, form, edited, onClose, onDone }: GoalEditorProps) {
  const [chosen, setChosen] = useState(firstMetric(edited));
  const metric = form.metrics.find((one) => one.metric_type === chosen) ?? null;
  return (
    <Sheet
      title={metric === null ? t('goals.choose') : metric.title}
      testId="goal-editor"
      size="broad"
      onClose={onClose}
    >
      {metric === null ? (
        <>
          <p className={styles.hint}>{t('goals.choose_hint')}</p>
          <ChoiceGrid
            testId="want"
            choices={freeMetrics(form).map(({ metric_type, title }) => ({
              value: metric_type,
              label: title,
            }))}
            onChoose={setChosen}
          />
          <Action fullWidth onPress={onClose} testId="goal-cancel">
            {t('entry.cancel')}
          </Action>
        </>
      ) : (
        <GoalWishForm
          sessionId={sessionId}
          today={form.today}
          metric={metric}
          goal={edited.kind === 'change' ? edited.goal : null}
          preset={edited.kind === 'preset' ? edited.preset : null}
          onCancel={onClose}
          onDone={onDone}
        />
      )}
    </Sheet>
  );
}

function firstMetric(edited: Edited): string | null {
  if (edited.kind === 'new') return null;
  return edited.kind === 'change' ? edited.goal.metric_type : edited.metricType;
}
