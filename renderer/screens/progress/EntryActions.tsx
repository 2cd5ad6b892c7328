import { IconArrowBackUp, IconListDetails, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { EntryOutcome } from '../../../shared/contract/progress-entry.ts';
import type { MetricTile } from '../../../shared/domain/dashboard/dashboard.ts';
import { findMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useNow } from '../../bridge/use-now.ts';
import { Action } from '../../components/Action.tsx';
import { t } from '../../i18n/translate.ts';
import { EntriesSheet } from './EntriesSheet.tsx';
import { EntrySheet } from './EntrySheet.tsx';
import styles from './EntryActions.module.css';

type Recorded = Extract<EntryOutcome, { outcome: 'recorded' }>;

const REDRAW_MS = 500;

interface EntryActionsProps {
  readonly sessionId: string;
  /** The metric that is looked at; null where the member has none yet. */
  readonly metric: MetricTile | null;
  /** A value of this metric was noted, or taken back again. */
  readonly onRecorded: (metricType: string) => void;
}

/** Noting a value by hand, taking the last one back, and the list of all. */
export function EntryActions({ sessionId, metric, onRecorded }: EntryActionsProps) {
  const [open, setOpen] = useState<'nothing' | 'pad' | 'choice' | 'list'>('nothing');
  const [latest, setLatest] = useState<Recorded | null>(null);
  const close = () => setOpen('nothing');
  const canEnter = metric !== null && findMetric(metric.metric_type)?.manualEntry === true;
  return (
    <div className={styles.actions}>
      {latest !== null && (
        <Undo
          key={latest.entry.entry_id}
          sessionId={sessionId}
          recorded={latest}
          onUndone={() => {
            setLatest(null);
            onRecorded(latest.entry.metric_type);
          }}
        />
      )}
      {canEnter && (
        <Action
          icon={<IconListDetails aria-hidden="true" />}
          label={t('entry.list')}
          onPress={() => setOpen('list')}
          testId="open-entries"
        >
          {t('entry.list')}
        </Action>
      )}
      <Action
        tone="primary"
        icon={<IconPlus aria-hidden="true" />}
        onPress={() => setOpen(canEnter ? 'pad' : 'choice')}
        testId="open-entry"
      >
        {t('entry.add')}
      </Action>
      {(open === 'pad' || open === 'choice') && (
        <EntrySheet
          sessionId={sessionId}
          metricType={open === 'pad' ? (metric?.metric_type ?? null) : null}
          onClose={close}
          onRecorded={(recorded) => {
            close();
            setLatest(recorded);
            onRecorded(recorded.entry.metric_type);
          }}
        />
      )}
      {open === 'list' && metric !== null && (
        <EntriesSheet sessionId={sessionId} metric={metric} onClose={close} />
      )}
    </div>
  );
}

interface UndoProps {
  readonly sessionId: string;
  readonly recorded: Recorded;
  readonly onUndone: () => void;
}

/** Takes the entry back that was just made, for as long as core calls it undoing. */
function Undo({ sessionId, recorded, onUndone }: UndoProps) {
  const bridge = useBridge();
  const nowMs = useNow(REDRAW_MS);
  const [isUnderWay, setIsUnderWay] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const secondsLeft = Math.ceil((recorded.undo_until - nowMs) / 1_000);
  if (secondsLeft <= 0) return null;
  const undo = async () => {
    setIsUnderWay(true);
    const result = await bridge.progress.takeBack({
      session_id: sessionId,
      entry_id: recorded.entry.entry_id,
    });
    setIsUnderWay(false);
    setHasFailed(!result.ok);
    if (result.ok) onUndone();
  };
  return (
    <div className={styles.undo}>
      <p className={styles.saved} role="status">
        {t(hasFailed ? 'entry.undo_failed' : 'entry.saved')}
      </p>
      <Action
        icon={<IconArrowBackUp aria-hidden="true" />}
        disabled={isUnderWay}
        onPress={() => void undo()}
        testId="entry-undo"
      >
        {t('entry.undo', { count: secondsLeft })}
      </Action>
    </div>
  );
}
