import { useCallback, useState } from 'react';
import type { EntryOutcome } from '../../../shared/contract/progress-entry.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useMemberDocument } from '../../bridge/RevisionProvider.tsx';
import { Action } from '../../components/Action.tsx';
import { ChoiceGrid } from '../../components/ChoiceGrid.tsx';
import { Sheet } from '../../components/Sheet.tsx';
import { t } from '../../i18n/translate.ts';
import { MetricInput } from './MetricInput.tsx';
import styles from './EntrySheet.module.css';

interface EntrySheetProps {
  readonly sessionId: string;
  /** The metric to begin with; null lets the member choose one. */
  readonly metricType: string | null;
  readonly onClose: () => void;
  readonly onRecorded: (recorded: Extract<EntryOutcome, { outcome: 'recorded' }>) => void;
}

/** Noting a value by hand: which metric, then which value. */
export function EntrySheet({ sessionId, metricType, onClose, onRecorded }: EntrySheetProps) {
  const bridge = useBridge();
  const load = useCallback(() => bridge.progress.entryForm({ session_id: sessionId }), [bridge, sessionId]);
  const { value: metrics, failure } = useMemberDocument(load);
  const [chosen, setChosen] = useState(metricType);
  const metric = metrics?.find((one) => one.metric_type === chosen) ?? null;
  return (
    <Sheet
      title={metric === null ? t('entry.choose') : metric.title}
      testId="entry-sheet"
      size="broad"
      onClose={onClose}
    >
      {metrics === null ? (
        <p className={styles.loading} role="status">
          {t(failure === null ? 'session.loading' : 'session.load_failed')}
        </p>
      ) : metric === null ? (
        <>
          <ChoiceGrid
            testId="enter"
            choices={metrics.map(({ metric_type, title }) => ({ value: metric_type, label: title }))}
            onChoose={setChosen}
          />
          <Action fullWidth onPress={onClose} testId="entry-cancel">
            {t('entry.cancel')}
          </Action>
        </>
      ) : (
        <MetricInput
          key={metric.metric_type}
          sessionId={sessionId}
          metric={metric}
          onCancel={onClose}
          onRecorded={onRecorded}
        />
      )}
    </Sheet>
  );
}
