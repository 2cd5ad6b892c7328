import { Action } from '../../components/Action.tsx';
import { Sheet, SheetActions } from '../../components/Sheet.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './FinishQuestion.module.css';

interface FinishQuestionProps {
  readonly asking: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** One question before a workout ends: a dripping hand presses quickly. */
export function FinishQuestion({ asking, onYes, onNo }: FinishQuestionProps) {
  if (!asking) return null;
  return (
    <Sheet title={t('live.finish_title')} testId="finish-question" onClose={onNo}>
      <p className={styles.text}>{t('live.finish_text')}</p>
      <SheetActions>
        <Action onPress={onNo} testId="finish-no">
          {t('live.finish_no')}
        </Action>
        <Action tone="primary" autoFocus onPress={onYes} testId="finish-yes">
          {t('live.finish_yes')}
        </Action>
      </SheetActions>
    </Sheet>
  );
}
