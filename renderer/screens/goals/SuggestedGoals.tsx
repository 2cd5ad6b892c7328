import { IconPlus } from '@tabler/icons-react';
import type { GoalForm, GoalMetric } from '../../../shared/contract/goals-api.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import type { Formats } from '../../i18n/formats.ts';
import { t } from '../../i18n/translate.ts';
import { isPrivateMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { freeMetrics } from './free-metrics.ts';
import styles from './Goals.module.css';

/** More would be a list to read, and no suggestion. */
const MOST_SUGGESTIONS = 3;

export type GoalPreset = GoalMetric['presets'][number];

interface SuggestedGoalsProps {
  readonly form: GoalForm;
  readonly onChoose: (metricType: string, preset: GoalPreset) => void;
}

/** Goals that fit what the member does anyway; a touch opens the editor with one of them. */
export function SuggestedGoals({ form, onChoose }: SuggestedGoalsProps) {
  const formats = useFormats();
  // A target beside everybody's eyes would say where a body stands today.
  const suggested = freeMetrics(form)
    .filter(({ metric_type: metricType }) => !isPrivateMetric(metricType))
    .flatMap((metric) =>
      // The middle one: not next month already, and not so far that it is forgotten.
      metric.presets
        .slice(1, 2)
        .concat(metric.presets.slice(0, 1))
        .slice(0, 1)
        .map((preset) => ({ metric, preset })),
    );
  if (suggested.length === 0) return null;
  return (
    <section className={styles.group} data-testid="suggested-goals">
      <h2 className={styles.groupTitle}>{t('goals.suggested')}</h2>
      <ul className={styles.suggestions}>
        {suggested.slice(0, MOST_SUGGESTIONS).map(({ metric, preset }) => (
          <li key={metric.metric_type}>
            <button
              type="button"
              className={styles.suggestion}
              onClick={() => onChoose(metric.metric_type, preset)}
              data-testid={`suggest-${metric.metric_type}`}
            >
              <IconPlus className={styles.plus} aria-hidden="true" />
              <span className={styles.words}>
                <span className={styles.name}>{metric.title}</span>
                <span className={styles.numbers}>{presetWords(metric, preset, formats)}</span>
                {preset.usual_per_week !== null && (
                  <span className={styles.text}>
                    {t('goals.usual', {
                      usual: `${formats.about(preset.usual_per_week)}\u00a0${formats.unitOf(preset.usual_per_week, metric.unit, 1)}`,
                    })}
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A preset as it stands on a button: how much by when. */
export function presetWords(metric: GoalMetric, preset: GoalPreset, formats: Formats): string {
  return t('progress.goal_by', {
    target: formats.roughQuantity(preset.target_value, metric.unit, metric.decimals),
    date: formats.dateYear(preset.target_date),
  });
}
