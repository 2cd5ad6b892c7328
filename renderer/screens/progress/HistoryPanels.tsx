import { IconChartDots } from '@tabler/icons-react';
import { useCallback, type ReactNode } from 'react';
import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import type { ProgressHistory, TimeRange } from '../../../shared/domain/progress/progress-history.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useMemberDocument } from '../../bridge/RevisionProvider.tsx';
import { HoldToShow, type Hold } from '../../components/HoldToShow.tsx';
import { EmptyTile } from '../../components/Tile.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { MetricReadout } from './MetricReadout.tsx';
import { GoalComparison } from './GoalComparison.tsx';
import styles from './HistoryPanels.module.css';
import { PeriodComparison } from './PeriodComparison.tsx';
import { ProgressChart } from './ProgressChart.tsx';
import { ProjectionDisplay } from './ProjectionDisplay.tsx';
import { TrendAnalysis } from './TrendAnalysis.tsx';
import { trendSentence } from './trend-sentence.ts';

interface HistoryPanelsProps {
  readonly sessionId: string;
  readonly metric: MetricTile;
  readonly range: TimeRange;
  /** Where values are hidden until they are held open; null where they are nobody's secret. */
  readonly hold: Hold | null;
  /** What else can be looked at, below the chart. */
  readonly choices: ReactNode;
  readonly onOpenGoals: () => void;
}

/** A history with the range it is of: what is on screen says what it is, while another one loads. */
interface LoadedHistory {
  readonly range: TimeRange;
  readonly history: ProgressHistory;
}

/** Loads and shows the history of one metric; the former range stays on screen whole while another loads. */
export function HistoryPanels(props: HistoryPanelsProps) {
  const { metric, hold, choices, onOpenGoals } = props;
  const { value: loaded, failure } = useHistory(props);
  const formats = useFormats();
  const hidden = hold !== null && !hold.shown;
  if (loaded === null) {
    const waiting =
      failure === null
        ? 'session.loading'
        : failure === 'UNKNOWN_METRIC'
          ? 'progress.unknown_metric'
          : 'session.load_failed';
    return (
      <p className={styles.loading} role="status">
        {t(waiting)}
      </p>
    );
  }
  const { history, range } = loaded;
  const isEmpty = history.history.length === 0 && history.drawn.form === 'dots';
  return (
    <div className={styles.panels}>
      <div className={styles.head}>
        <p className={styles.sentence} data-testid="trend-sentence">
          {hidden ? t('progress.say_hidden') : trendSentence(metric, history.trends, formats)}
        </p>
        <div className={styles.readout}>
          <MetricReadout metric={metric} hidden={hidden} />
          {hold !== null && <HoldToShow {...hold} />}
        </div>
      </div>
      <section className={styles.chart}>
        {isEmpty ? (
          <EmptyTile icon={<IconChartDots />} title={t('progress.empty_title')} text={t('progress.empty')} />
        ) : (
          <ProgressChart metric={metric} history={history} hidden={hidden} />
        )}
      </section>
      <div className={styles.choices}>{choices}</div>
      <div className={styles.details}>
        {history.comparison !== null && (
          <PeriodComparison metric={metric} comparison={history.comparison} range={range} hidden={hidden} />
        )}
        <GoalComparison metric={metric} history={history} hidden={hidden} onOpenGoals={onOpenGoals} />
        {history.projections.points.length > 0 && (
          <ProjectionDisplay metric={metric} projections={history.projections} hidden={hidden} />
        )}
        <TrendAnalysis metric={metric} trends={history.trends} hidden={hidden} />
      </div>
    </div>
  );
}

function useHistory({ sessionId, metric, range }: HistoryPanelsProps) {
  const bridge = useBridge();
  const load = useCallback(async () => {
    const answer = await bridge.progress.history({
      session_id: sessionId,
      metric_type: metric.metric_type,
      time_range: range,
    });
    return answer.ok ? { ok: true as const, value: { range, history: answer.value } } : answer;
  }, [bridge, sessionId, metric.metric_type, range]);
  return useMemberDocument<LoadedHistory>(load);
}
