import { IconArrowBackUp } from '@tabler/icons-react';
import type { WeighInView } from '../../../shared/contract/weigh-in-view.ts';
import { useNow } from '../../bridge/use-now.ts';
import { Action } from '../../components/Action.tsx';
import { Stat } from '../../components/Stat.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { weightChange } from './weight-text.ts';
import { WeighInFrame } from './WeighInFrame.tsx';
import styles from './WeighIn.module.css';

/** How late the button may learn that it is too late to undo. */
const REDRAW_MS = 1_000;

interface WeighedProps {
  readonly sessionId: string;
  readonly hasFailed: boolean;
  readonly view: Extract<WeighInView, { phase: 'done' }>;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}

/** The weight that was saved, and what it means beside the one before. */
export function Weighed({ sessionId, hasFailed, view, onUndo, onClose }: WeighedProps) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const isTooLate = nowMs > view.undo_until;
  const { previous, kg, unit } = view;
  const note = (): string => {
    if (previous === null) return t('weigh_in.done.first');
    const date = formats.dayMonth(previous.at, nowMs);
    const { kind, amount } = weightChange(kg, previous.kg, unit, formats);
    return kind === 'same'
      ? t('weigh_in.done.same', { date })
      : t(`weigh_in.done.${kind}`, { amount, unit, date });
  };
  return (
    <WeighInFrame
      sessionId={sessionId}
      hasFailed={hasFailed}
      title={t('weigh_in.done.title')}
      weight={view}
      tone="settled"
      note={note()}
      actions={
        <>
          <Action
            icon={<IconArrowBackUp aria-hidden="true" />}
            disabled={isTooLate}
            testId="weigh-in-undo"
            onPress={onUndo}
          >
            {t('weigh_in.done.undo')}
          </Action>
          <Action tone="primary" testId="weigh-in-close" onPress={onClose}>
            {t('weigh_in.done.close')}
          </Action>
        </>
      }
    >
      {view.composition.length > 0 && (
        <div className={styles.body}>
          <dl className={styles.values}>
            {view.composition.map(({ title, value, unit: valueUnit }) => (
              <Stat key={title} label={title} value={value} unit={valueUnit} />
            ))}
          </dl>
          {view.after_exercise && <p className={styles.caution}>{t('weigh_in.done.after_exercise')}</p>}
        </div>
      )}
    </WeighInFrame>
  );
}
