import { Modal } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { EnterableMetric, EntryOutcome } from '../../../shared/contract/progress-entry.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useDocument } from '../../bridge/use-document.ts';
import { Action } from '../../components/Action.tsx';
import { t } from '../../i18n/translate.ts';
import { cx } from '../../theme/cx.ts';
import { EntryPad } from './EntryPad.tsx';
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
  const { value: metrics, failure } = useDocument(load);
  const [chosen, setChosen] = useState(metricType);
  const metric = metrics?.find((one) => one.metric_type === chosen) ?? null;
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
      <Modal.Content data-testid="entry-sheet">
        <Modal.Title className={cx(styles.title)}>
          {metric === null ? t('entry.choose') : metric.title}
        </Modal.Title>
        {metrics === null ? (
          <p className={styles.loading} role="status">
            {t(failure === null ? 'session.loading' : 'session.load_failed')}
          </p>
        ) : metric === null ? (
          <MetricChoice metrics={metrics} onChoose={setChosen} onCancel={onClose} />
        ) : (
          <EntryPad
            key={metric.metric_type}
            sessionId={sessionId}
            metric={metric}
            onCancel={onClose}
            onRecorded={onRecorded}
          />
        )}
      </Modal.Content>
    </Modal.Root>
  );
}

interface MetricChoiceProps {
  readonly metrics: readonly EnterableMetric[];
  readonly onChoose: (metricType: string) => void;
  readonly onCancel: () => void;
}

function MetricChoice({ metrics, onChoose, onCancel }: MetricChoiceProps) {
  return (
    <>
      <div className={styles.choices}>
        {metrics.map(({ metric_type: metricType, title }) => (
          <button
            key={metricType}
            type="button"
            className={styles.choice}
            onClick={() => onChoose(metricType)}
            data-testid={`enter-${metricType}`}
          >
            {title}
          </button>
        ))}
      </div>
      <Action fullWidth onPress={onCancel} testId="entry-cancel">
        {t('entry.cancel')}
      </Action>
    </>
  );
}
