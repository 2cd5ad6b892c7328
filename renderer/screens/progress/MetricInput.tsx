import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { EnterableMetric, EntryOutcome } from '../../../shared/contract/progress-entry.ts';
import { roundShown } from '../../../shared/base/round-shown.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useNow } from '../../bridge/use-now.ts';
import { Action } from '../../components/Action.tsx';
import { HoldToShow, useHold } from '../../components/HoldToShow.tsx';
import { DayStepper } from '../../components/DayStepper.tsx';
import { Keypad } from '../../components/Keypad.tsx';
import { SheetActions } from '../../components/Sheet.tsx';
import { TypedNumber } from '../../components/TypedNumber.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { findMessage, t } from '../../i18n/translate.ts';
import { isPrivateMetric } from '../../../shared/domain/metrics/metric-registry.ts';
import { pressPadKey, typedValue, type PadKey } from './typed-number.ts';
import styles from './MetricInput.module.css';

type Recorded = Extract<EntryOutcome, { outcome: 'recorded' }>;
type Surprising = Extract<EntryOutcome, { outcome: 'surprising' }>;

/** The day on which "today" is may be a minute old. */
const REDRAW_MS = 60_000;
/** What core takes: a year back. */
const MOST_DAYS_BACK = 366;

interface MetricInputProps {
  readonly sessionId: string;
  readonly metric: EnterableMetric;
  readonly onCancel: () => void;
  readonly onRecorded: (recorded: Recorded) => void;
}

/** A value of one metric, typed with wet fingers; a surprising one is asked about before it counts. */
export function MetricInput({ sessionId, metric, onCancel, onRecorded }: MetricInputProps) {
  const bridge = useBridge();
  const formats = useFormats();
  // One id for as long as the pad is open: however often it is pressed, one entry comes of it.
  const [entryId] = useState(() => crypto.randomUUID());
  const [text, setText] = useState('');
  const [daysBack, setDaysBack] = useState(0);
  const nowMs = useNow(REDRAW_MS);
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
      recorded_on: daysBack === 0 ? null : formats.dayBefore(nowMs, daysBack),
      confirmed,
    });
    setIsSaving(false);
    setSurprise(null);
    if (!result.ok) setProblem(result.code);
    else if (result.value.outcome === 'surprising') setSurprise(result.value);
    else onRecorded(result.value);
  };

  const stepBy = (steps: number) => {
    const from = value ?? metric.last?.value;
    if (from === undefined) return;
    setProblem(null);
    const next = Math.min(metric.max, Math.max(metric.min, from + steps * metric.step));
    setText(roundShown(next, metric.decimals).toFixed(metric.decimals));
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
      <div className={styles.stepper}>
        <StepButton
          sign="minus"
          disabled={value === null && metric.last === null}
          onPress={() => stepBy(-1)}
        />
        <TypedNumber
          text={text.replace('.', formats.decimalSign)}
          empty={formats.number(0, metric.decimals)}
          unit={formats.unitOf(value ?? 0, metric.unit, metric.decimals)}
          testId="entry-display"
        />
        <StepButton sign="plus" disabled={value === null && metric.last === null} onPress={() => stepBy(1)} />
      </div>
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
      <DayStepper daysBack={daysBack} mostDaysBack={MOST_DAYS_BACK} onChange={setDaysBack} />
      <Keypad
        eraseLabel={t('entry.erase')}
        point={metric.decimals > 0 ? { sign: formats.decimalSign, label: t('entry.point') } : undefined}
        onDigit={(digit) => press({ kind: 'digit', digit })}
        onPoint={() => press({ kind: 'point' })}
        onErase={() => press({ kind: 'erase' })}
      />
      <SheetActions>
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
      </SheetActions>
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
      <SheetActions>
        <Action autoFocus onPress={onChange} testId="entry-change">
          {t('entry.surprise_no')}
        </Action>
        <Action tone="primary" disabled={isSaving} onPress={onConfirm} testId="entry-confirm">
          {t('entry.surprise_yes')}
        </Action>
      </SheetActions>
    </div>
  );
}

interface StepButtonProps {
  readonly sign: 'plus' | 'minus';
  readonly disabled: boolean;
  readonly onPress: () => void;
}

/** A little more or less than what is typed, or than last time where nothing is. */
function StepButton({ sign, disabled, onPress }: StepButtonProps) {
  const Sign = sign === 'plus' ? IconPlus : IconMinus;
  return (
    <button
      type="button"
      className={styles.step}
      aria-label={t(sign === 'plus' ? 'entry.more' : 'entry.less')}
      disabled={disabled}
      onClick={onPress}
      data-testid={`entry-${sign}`}
    >
      <Sign aria-hidden="true" />
    </button>
  );
}
