import { useCallback, useState } from 'react';
import type { EntryTaken } from '../../../shared/contract/progress-entry.ts';
import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useMemberDocument } from '../../bridge/RevisionProvider.tsx';
import { Action } from '../../components/Action.tsx';
import { HoldToShow, useHold } from '../../components/HoldToShow.tsx';
import { Sheet } from '../../components/Sheet.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { isPrivateMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import styles from './EntriesSheet.module.css';

interface EntriesSheetProps {
  readonly sessionId: string;
  readonly metric: MetricTile;
  readonly onClose: () => void;
}

/** The member's own entries of one metric, each of which can be taken back. */
export function EntriesSheet({ sessionId, metric, onClose }: EntriesSheetProps) {
  const bridge = useBridge();
  const hold = useHold();
  const isPrivate = isPrivateMetric(metric.metric_type);
  const load = useCallback(
    () => bridge.progress.entries({ session_id: sessionId, metric_type: metric.metric_type }),
    [bridge, sessionId, metric.metric_type],
  );
  const { value: entries, failure } = useMemberDocument(load);
  const [hasFailed, setHasFailed] = useState(false);
  const takeBack = async (entryId: string) => {
    const result = await bridge.progress.takeBack({ session_id: sessionId, entry_id: entryId });
    setHasFailed(!result.ok);
  };
  return (
    <Sheet
      title={t('entry.list_title', { title: metric.title })}
      testId="entries-sheet"
      size="wide"
      corner={isPrivate && <HoldToShow {...hold} />}
      onClose={onClose}
    >
      <p className={styles.problem} role="alert">
        {hasFailed ? t('entry.not_removed') : ''}
      </p>
      {entries === null ? (
        <p className={styles.empty} role="status">
          {t(failure === null ? 'session.loading' : 'session.load_failed')}
        </p>
      ) : entries.length === 0 ? (
        <p className={styles.empty}>{t('entry.list_empty')}</p>
      ) : (
        <ul className={styles.rows}>
          {entries.map((entry) => (
            <EntryRow
              key={entry.entry_id}
              entry={entry}
              metric={metric}
              hidden={isPrivate && !hold.shown}
              onTakeBack={() => takeBack(entry.entry_id)}
            />
          ))}
        </ul>
      )}
      <Action fullWidth tone="primary" onPress={onClose} testId="entries-close">
        {t('entry.list_done')}
      </Action>
    </Sheet>
  );
}

interface EntryRowProps {
  readonly entry: EntryTaken;
  readonly metric: MetricTile;
  readonly hidden: boolean;
  readonly onTakeBack: () => Promise<void>;
}

/** One entry; removing asks once more in the same place. */
function EntryRow({ entry, metric, hidden, onTakeBack }: EntryRowProps) {
  const formats = useFormats();
  const [isAsking, setIsAsking] = useState(false);
  const [isRemoving, setIsRemoving] = useState(false);
  const remove = async () => {
    setIsRemoving(true);
    await onTakeBack();
    setIsRemoving(false);
    setIsAsking(false);
  };
  return (
    <li className={styles.row}>
      <p className={styles.when}>
        {formats.dayMonthYear(entry.recorded_at)}, {formats.clock(entry.recorded_at)}
      </p>
      <p className={styles.value}>
        {hidden ? '•••' : formats.quantity(entry.value, metric.unit, metric.decimals)}
      </p>
      <div className={styles.actions}>
        {isAsking ? (
          <>
            <Action onPress={() => setIsAsking(false)} testId="entry-keep">
              {t('entry.keep')}
            </Action>
            <Action
              tone="danger"
              disabled={isRemoving}
              onPress={() => void remove()}
              testId="entry-remove-yes"
            >
              {t('entry.remove_yes')}
            </Action>
          </>
        ) : (
          <Action onPress={() => setIsAsking(true)} testId="entry-remove">
            {t('entry.remove')}
          </Action>
        )}
      </div>
    </li>
  );
}
