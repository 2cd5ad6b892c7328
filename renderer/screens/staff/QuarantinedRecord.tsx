import type { QuarantinedFact } from '../../../shared/contract/staff-documents.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Action } from '../../components/Action.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { findMessage, t } from '../../i18n/translate.ts';
import { FactList } from './FactList.tsx';
import styles from './QuarantinedRecord.module.css';

/** A date's year may be a minute late. */
const REDRAW_MS = 60_000;

interface QuarantinedRecordProps {
  readonly fact: QuarantinedFact;
  readonly isBusy: boolean;
  readonly onRetry: () => void;
  /** Null for a role that may not. */
  readonly onSetAside: (() => void) | null;
}

/** One record that central refused: what it is, why, and the two ways out. */
export function QuarantinedRecord({ fact, isBusy, onRetry, onSetAside }: QuarantinedRecordProps) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const { epoch, seq, code } = fact;
  return (
    <li className={styles.record} data-testid={`quarantined-${epoch}-${seq}`}>
      <header className={styles.header}>
        <h3 className={styles.kind}>{fact.kind}</h3>
        <p className={styles.when}>
          {formats.dayMonth(fact.happened_at, nowMs)}, {formats.clock(fact.happened_at)}
          {' · '}
          {t('sync.record', { epoch, seq })}
        </p>
      </header>
      {code !== null && (
        <p className={styles.code}>
          {findMessage(`code.${code}`) ?? code} <span className={styles.when}>({code})</span>
        </p>
      )}
      <FactList facts={fact.summary.map(({ key, text }) => [key, text])} />
      <footer className={styles.acts}>
        <Action disabled={isBusy} testId={`retry-${epoch}-${seq}`} onPress={onRetry}>
          {t('sync.retry')}
        </Action>
        {onSetAside !== null && (
          <Action tone="danger" disabled={isBusy} testId={`set-aside-${epoch}-${seq}`} onPress={onSetAside}>
            {t('sync.set_aside')}
          </Action>
        )}
      </footer>
    </li>
  );
}
