import { IconChartDots } from '@tabler/icons-react';
import { useCallback, useEffect, useRef } from 'react';
import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import type {
  ProgressHistory,
  RelatedGoal,
  TimeRange,
} from '../../../shared/domain/progress/progress-history.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useDocument } from '../../bridge/use-document.ts';
import { EmptyTile } from '../../components/Tile.tsx';
import { t } from '../../i18n/translate.ts';
import { GoalOutlook } from './GoalOutlook.tsx';
import { HistoryChart } from './HistoryChart.tsx';
import { TrendWords } from './TrendWords.tsx';
import styles from './HistoryPanels.module.css';

interface HistoryPanelsProps {
  readonly sessionId: string;
  readonly metric: MetricTile;
  readonly range: TimeRange;
  readonly hidden: boolean;
  /** Another number loads the history anew: readings came or went. */
  readonly version: number;
}

/** Loads and shows the history of one metric; the former range stays on screen while another loads. */
export function HistoryPanels({ sessionId, metric, range, hidden, version }: HistoryPanelsProps) {
  const bridge = useBridge();
  const load = useCallback(
    () =>
      bridge.progress.history({ session_id: sessionId, metric_type: metric.metric_type, time_range: range }),
    [bridge, sessionId, metric.metric_type, range],
  );
  const { value: history, failure, refresh } = useDocument(load);
  const loadedVersion = useRef(version);
  useEffect(() => {
    if (loadedVersion.current === version) return;
    loadedVersion.current = version;
    refresh();
  }, [version, refresh]);
  if (history === null) {
    return (
      <p className={styles.loading} role="status">
        {t(
          failure === null
            ? 'session.loading'
            : failure === 'UNKNOWN_METRIC'
              ? 'progress.unknown_metric'
              : 'session.load_failed',
        )}
      </p>
    );
  }
  return (
    <div className={styles.panels}>
      <section className={styles.chart}>
        {history.history.length === 0 ? (
          <EmptyTile icon={<IconChartDots />} title={t('progress.empty_title')} text={t('progress.empty')} />
        ) : (
          <HistoryChart metric={metric} history={history} hidden={hidden} />
        )}
      </section>
      {history.history.length > 0 && <Words metric={metric} history={history} hidden={hidden} />}
    </div>
  );
}

interface WordsProps {
  readonly metric: MetricTile;
  readonly history: ProgressHistory;
  readonly hidden: boolean;
}

function Words({ metric, history, hidden }: WordsProps) {
  const missed = history.related_goals.filter(({ status }) => status === 'missed');
  const outlook = (goal: RelatedGoal) => (
    <GoalOutlook
      key={goal.goal_id}
      metric={metric}
      goal={goal}
      projected={history.projections.goals.find((one) => one.goal_id === goal.goal_id) ?? null}
      hidden={hidden}
    />
  );
  return (
    <div className={styles.words}>
      <TrendWords metric={metric} trends={history.trends} hidden={hidden} />
      {history.related_goals.filter(({ status }) => status !== 'missed').map(outlook)}
      {missed.length > 0 && (
        <details className={styles.missed}>
          <summary data-testid="show-missed">{t('goals.show_missed', { count: missed.length })}</summary>
          {missed.map(outlook)}
        </details>
      )}
    </div>
  );
}
