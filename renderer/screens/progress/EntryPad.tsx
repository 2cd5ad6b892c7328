import { useState } from 'react';
import type { EnterableMetric, EntryOutcome } from '../../../shared/contract/progress-entry.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { Action } from '../../components/Action.tsx';
import { HoldToShow, useHold } from '../../components/HoldToShow.tsx';
import { Keypad } from '../../components/Keypad.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { findMessage, t } from '../../i18n/translate.ts';
import { isPrivateMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { pressPadKey, typedValue, type PadKey } from './typed-number.ts';
import styles from './EntryPad.module.css';

type Recorded = Extract<EntryOutcome, { outcome: 'recorded' }>;
type Surprising = Extract<EntryOutcome, { outcome: 'surprising' }>;

interface EntryPadProps {
  readonly sessionId: string;
  readonly metric: EnterableMetric;
  readonly onCancel: () => void;
  readonly onRecorded: (recorded: Recorded) => void;
}

/** A value of one metric, typed with wet fingers; a surprising one is asked about before it counts. */
export function EntryPad({ sessionId, metric, onCancel, onRecorded }: EntryPadProps) {
  const bridge = useBridge();
  const formats = useFormats();
  // One id for as long as the pad is open: however often it is pressed, one entry comes of it.
  const [entryId] = useState(() => crypto.randomUUID());
  const [text, setText] = useState('');
  const [isSaving, setIsSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [surprise, setSurprise] = useState<Surprising | null>(null);
  const value = typedValue(text);

  const press = (key: PadKey) => {
    setProblem(null);
    setText((before) => pressPadKey(before, key, metric));
  };
  const save = async (confirmed: boolean) => {
    if (value === null || isSaving) return;
    setIsSaving(true);
    const result = await bridge.progress.record({
      session_id: sessionId,
      entry_id: entryId,
      metric_type: metric.metric_type,
      value,
      confirmed,
    });
    setIsSaving(false);
    setSurprise(null);
    if (!result.ok) setProblem(result.code);
    else if (result.value.outcome === 'surprising') setSurprise(result.value);
    else onRecorded(result.value);
  };

  const withUnit = (amount: number) => formats.quantity(amount, metric.unit, metric.decimals);
  if (surprise !== null) {
    return (
      <Surprise
        typed={withUnit(value ?? 0)}
        low={formats.number(surprise.low, metric.decimals)}
        high={withUnit(surprise.high)}
        isSaving={isSaving}
        onChange={() => setSurprise(null)}
        onConfirm={() => void save(true)}
      />
    );
  }
  return (
    <div className={styles.pad}>
      <LastValue metric={metric} shown={withUnit} />
      <p className={styles.display} data-testid="entry-display" aria-live="polite">
        <span className={styles.typed} data-empty={text === '' ? '' : undefined}>
          {text === '' ? formats.number(0, metric.decimals) : text.replace('.', formats.decimalSign)}
        </span>
        <span className={styles.unit}>{formats.unitOf(value ?? 0, metric.unit, metric.decimals)}</span>
      </p>
      <p className={styles.problem} role="alert">
        {problem === 'IMPLAUSIBLE_VALUE'
          ? t('entry.implausible', {
              low: formats.number(metric.min, metric.decimals),
              high: withUnit(metric.max),
            })
          : problem === null
            ? ''
            : (findMessage(`entry.problem.${problem}`) ?? t('entry.not_saved'))}
      </p>
      <Keypad
        eraseLabel={t('entry.erase')}
        point={metric.decimals > 0 ? { sign: formats.decimalSign, label: t('entry.point') } : undefined}
        onDigit={(digit) => press({ kind: 'digit', digit })}
        onPoint={() => press({ kind: 'point' })}
        onErase={() => press({ kind: 'erase' })}
      />
      <div className={styles.actions}>
        <Action onPress={onCancel} testId="entry-cancel">
          {t('entry.cancel')}
        </Action>
        <Action
          tone="primary"
          disabled={value === null || isSaving}
          onPress={() => void save(false)}
          testId="entry-save"
        >
          {t('entry.save')}
        </Action>
      </div>
    </div>
  );
}

interface LastValueProps {
  readonly metric: EnterableMetric;
  readonly shown: (value: number) => string;
}

/** What it was last time, hidden where it is nobody else's business. */
function LastValue({ metric, shown }: LastValueProps) {
  const formats = useFormats();
  const hold = useHold();
  const isPrivate = isPrivateMetric(metric.metric_type);
  if (metric.last === null) return <p className={styles.last}>{t('entry.first')}</p>;
  const value = isPrivate && !hold.shown ? '•••' : shown(metric.last.value);
  return (
    <div className={styles.last}>
      <p>{t('entry.last', { value, date: formats.dayMonthYear(metric.last.recorded_at) })}</p>
      {isPrivate && <HoldToShow {...hold} />}
    </div>
  );
}

interface SurpriseProps {
  readonly typed: string;
  readonly low: string;
  readonly high: string;
  readonly isSaving: boolean;
  readonly onChange: () => void;
  readonly onConfirm: () => void;
}

/** Asks about a value that the member's own history does not lead to expect. */
function Surprise({ typed, low, high, isSaving, onChange, onConfirm }: SurpriseProps) {
  return (
    <div className={styles.surprise} data-testid="entry-surprise">
      <p className={styles.question}>{t('entry.surprise_title')}</p>
      <p className={styles.typedAgain}>{typed}</p>
      <p className={styles.text}>{t('entry.surprise_text', { low, high })}</p>
      <div className={styles.actions}>
        <Action autoFocus onPress={onChange} testId="entry-change">
          {t('entry.surprise_no')}
        </Action>
        <Action tone="primary" disabled={isSaving} onPress={onConfirm} testId="entry-confirm">
          {t('entry.surprise_yes')}
        </Action>
      </div>
    </div>
  );
}
