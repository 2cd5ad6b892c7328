import { useState } from 'react';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import type { TimeRange } from '../../../shared/domain/progress/progress-history.ts';
import { ChoiceChips } from '../../components/ChoiceChips.tsx';
import { HoldToShow, useHold } from '../../components/HoldToShow.tsx';
import { Screen } from '../../components/Screen.tsx';
import { t } from '../../i18n/translate.ts';
import { BackHeader } from '../dashboard/BackHeader.tsx';
import { MetricReadout } from '../dashboard/MetricReadout.tsx';
import { HistoryPanels } from './HistoryPanels.tsx';
import { isPrivateMetric } from './private-metric.ts';
import styles from './Progress.module.css';

const RANGES: readonly TimeRange[] = ['week', 'month', 'year', 'all'];

interface ProgressProps {
  readonly session: MemberSession;
  readonly metrics: readonly MetricTile[];
  readonly metricType: string;
  readonly onBack: () => void;
  readonly onChooseMetric: (metricType: string) => void;
}

/** One metric over the time the member chooses: readings, trend, projection and goal. */
export function Progress({ session, metrics, metricType, onBack, onChooseMetric }: ProgressProps) {
  const [range, setRange] = useState<TimeRange>('month');
  const hold = useHold();
  const isPrivate = isPrivateMetric(metricType);
  const metric = metrics.find((one) => one.metric_type === metricType);
  if (metric === undefined) return null;
  return (
    <Screen name="progress" sessionId={session.session_id} className={styles.progress}>
      <BackHeader session={session} onBack={onBack} />
      <ChoiceChips
        label={t('metric.choose')}
        choices={metrics.map((one) => ({ value: one.metric_type, label: one.title }))}
        chosen={metricType}
        onChoose={onChooseMetric}
      />
      <div className={styles.readout}>
        <div>
          <h1 className={styles.title}>{metric.title}</h1>
          <MetricReadout metric={metric} hidden={isPrivate && !hold.shown} />
        </div>
        {isPrivate && <HoldToShow {...hold} />}
      </div>
      <ChoiceChips
        segmented
        label={t('progress.range')}
        choices={RANGES.map((one) => ({ value: one, label: t(`progress.${one}`) }))}
        chosen={range}
        onChoose={setRange}
      />
      <HistoryPanels
        key={metricType}
        sessionId={session.session_id}
        metric={metric}
        range={range}
        hidden={isPrivate && !hold.shown}
      />
    </Screen>
  );
}
