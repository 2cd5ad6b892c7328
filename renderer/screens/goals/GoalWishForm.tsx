import { useCallback, useState } from 'react';
import { dateOfDay, dayOfDate } from '../../../shared/base/calendar-days.ts';
import { roundShown } from '../../../shared/base/round-shown.ts';
import type { GoalMetric, GoalPreview, OwnGoal } from '../../../shared/contract/goals-api.ts';
import type { BridgeResult } from '../../../shared/contract/kiosk-bridge.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useDocument } from '../../bridge/use-document.ts';
import { Action } from '../../components/Action.tsx';
import { ChoiceChips } from '../../components/ChoiceChips.tsx';
import { ChoiceGrid } from '../../components/ChoiceGrid.tsx';
import { Keypad } from '../../components/Keypad.tsx';
import { SheetActions } from '../../components/Sheet.tsx';
import { TypedNumber } from '../../components/TypedNumber.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { findMessage, t } from '../../i18n/translate.ts';
import { pressPadKey, typedValue, type PadKey } from '../progress/typed-number.ts';
import { EndGoal } from './PastGoalSheet.tsx';
import styles from './GoalEditor.module.css';
import { presetWords, type GoalPreset } from './SuggestedGoals.tsx';

/** Times ahead that people set goals for, days. */
const AHEAD_DAYS = [28, 56, 91, 182, 364] as const;
/** A total of months has more digits than a single reading. */
const COUNTED_FACTOR = 100;

interface GoalWishFormProps {
  readonly sessionId: string;
  readonly today: string;
  readonly metric: GoalMetric;
  readonly goal: OwnGoal | null;
  /** What a new goal begins with; null for an empty one. */
  readonly preset: GoalPreset | null;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

/** How much by when, with the honest word on it before it is a goal. */
export function GoalWishForm(props: GoalWishFormProps) {
  const { sessionId, today, metric, goal, preset, onCancel, onDone } = props;
  const bridge = useBridge();
  const formats = useFormats();
  const [goalId] = useState(() => goal?.goal_id ?? crypto.randomUUID());
  const began = goal ?? preset;
  const dates = offeredDates(
    today,
    [began, ...metric.presets].map((one) => one?.target_date ?? null),
  );
  const asText = (target: number) => roundShown(target, metric.decimals).toFixed(metric.decimals);
  const [text, setText] = useState(began === null ? '' : asText(began.target_value));
  const [date, setDate] = useState(began?.target_date ?? dates[1] ?? today);
  const [autoAdjust, setAutoAdjust] = useState<'on' | 'off'>(goal?.auto_adjust === true ? 'on' : 'off');
  const [isSaving, setIsSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const value = typedValue(text);
  const preview = usePreview(sessionId, goalId, metric, value, date);
  const refusal = problem ?? (preview?.outcome === 'refused' ? preview.code : null);

  const press = (key: PadKey) => {
    setProblem(null);
    const range = { decimals: metric.decimals, max: metric.max * (metric.is_counted ? COUNTED_FACTOR : 1) };
    setText((before) => pressPadKey(before, key, range));
  };
  const save = async () => {
    if (value === null || isSaving) return;
    setIsSaving(true);
    const wish = {
      goal_id: goalId,
      metric_type: metric.metric_type,
      target_value: value,
      target_date: date,
      auto_adjust: autoAdjust === 'on',
    };
    const result = await (goal === null
      ? bridge.goals.set({ session_id: sessionId, ...wish })
      : bridge.goals.change({ session_id: sessionId, ...wish }));
    setIsSaving(false);
    if (!result.ok) setProblem('not_saved');
    else if (result.value.outcome === 'refused') setProblem(result.value.code);
    else onDone();
  };

  return (
    <div className={styles.form}>
      <div className={styles.number}>
        <TypedNumber
          text={text.replace('.', formats.decimalSign)}
          empty={formats.number(0, metric.decimals)}
          unit={formats.unitOf(value ?? 0, metric.unit, metric.decimals)}
          testId="goal-display"
        />
        <Keypad
          eraseLabel={t('entry.erase')}
          point={metric.decimals > 0 ? { sign: formats.decimalSign, label: t('entry.point') } : undefined}
          onDigit={(digit) => press({ kind: 'digit', digit })}
          onPoint={() => press({ kind: 'point' })}
          onErase={() => press({ kind: 'erase' })}
        />
      </div>
      <div className={styles.rest}>
        {goal === null && metric.presets.length > 0 && (
          <>
            <p className={styles.label}>{t('goals.fits')}</p>
            <ChoiceGrid
              testId="preset"
              choices={metric.presets.map((one) => ({
                value: one.target_date,
                label: presetWords(metric, one, formats),
              }))}
              onChoose={(chosen) => {
                const one = metric.presets.find(({ target_date }) => target_date === chosen);
                if (one === undefined) return;
                setProblem(null);
                setText(asText(one.target_value));
                setDate(one.target_date);
              }}
            />
          </>
        )}
        <p className={styles.label}>{t('goals.by')}</p>
        <ChoiceChips
          label={t('goals.by')}
          choices={dates.map((one) => ({ value: one, label: formats.dateYear(one) }))}
          chosen={date}
          onChoose={(next) => {
            setProblem(null);
            setDate(next);
          }}
        />
        <p className={styles.label}>{t('goals.auto_adjust')}</p>
        <ChoiceChips
          segmented
          label={t('goals.auto_adjust')}
          choices={[
            { value: 'off', label: t('goals.auto_adjust_off') },
            { value: 'on', label: t('goals.auto_adjust_on') },
          ]}
          chosen={autoAdjust}
          onChoose={setAutoAdjust}
        />
        <p className={styles.outlook} data-problem={refusal === null ? undefined : ''} role="status">
          {refusal === null
            ? outlookWords(preview, formats.percent)
            : (findMessage(`goals.problem.${refusal}`) ?? t('goals.not_saved'))}
        </p>
        <SheetActions>
          <Action onPress={onCancel} testId="goal-cancel">
            {t('entry.cancel')}
          </Action>
          <Action
            tone="primary"
            disabled={value === null || isSaving || refusal !== null}
            onPress={() => void save()}
            testId="goal-save"
          >
            {t('entry.save')}
          </Action>
        </SheetActions>
        {goal !== null && (
          <EndGoal sessionId={sessionId} goalId={goal.goal_id} isOver={false} onEnded={onDone} />
        )}
      </div>
    </div>
  );
}

/** A few dates ahead, and those that a goal or its presets have. */
function offeredDates(today: string, more: readonly (string | null)[]): readonly string[] {
  const from = dayOfDate(today) ?? 0;
  const ahead = AHEAD_DAYS.map((days) => dateOfDay(from + days));
  return [...new Set([...ahead, ...more.filter((date) => date !== null)])].sort();
}

/** What core says of the wish as it stands; null before there is one. */
function usePreview(
  sessionId: string,
  goalId: string,
  metric: GoalMetric,
  value: number | null,
  date: string,
): GoalPreview | null {
  const bridge = useBridge();
  const load = useCallback(
    (): Promise<BridgeResult<GoalPreview | null>> =>
      value === null
        ? Promise.resolve({ ok: true, value: null })
        : bridge.goals.preview({
            session_id: sessionId,
            goal_id: goalId,
            metric_type: metric.metric_type,
            target_value: value,
            target_date: date,
            auto_adjust: false,
          }),
    [bridge, sessionId, goalId, metric.metric_type, value, date],
  );
  return useDocument(load).value;
}

function outlookWords(preview: GoalPreview | null, percent: (share: number) => string): string {
  if (preview === null) return t('goals.outlook_hint');
  if (preview.outcome === 'refused') return '';
  const { outlook, probability } = preview;
  if (probability === null) return outlook;
  return `${chanceWords(probability, percent)} ${outlook}`;
}

/** Below this, and above what is left of 1, a forecast says no number: none is that sure. */
const ALMOST = 0.05;

function chanceWords(probability: number, percent: (share: number) => string): string {
  if (probability < ALMOST) return t('goals.hardly');
  if (probability > 1 - ALMOST) return t('goals.almost_certain');
  return t(probability >= 0.5 ? 'goals.likely' : 'goals.unlikely', { chance: percent(probability) });
}
