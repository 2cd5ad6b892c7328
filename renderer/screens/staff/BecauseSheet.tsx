import { Action } from '../../components/Action.tsx';
import { Sheet } from '../../components/Sheet.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './BecauseSheet.module.css';

interface BecauseSheetProps<Code extends string> {
  readonly title: string;
  readonly text: string;
  /** The reasons one may give, as they are kept. */
  readonly choices: readonly Code[];
  readonly wordOf: (code: Code) => string;
  readonly onChoose: (because: Code) => void;
  readonly onCancel: () => void;
}

/** Asks why before something is done that others may ask about. The answer is what does it. */
export function BecauseSheet<Code extends string>({
  title,
  text,
  choices,
  wordOf,
  onChoose,
  onCancel,
}: BecauseSheetProps<Code>) {
  return (
    <Sheet title={title} testId="because" onClose={onCancel}>
      <div className={styles.sheet}>
        <p className={styles.text}>{text}</p>
        <p className={styles.question}>
          {t('because.label')} <span className={styles.hint}>{t('because.hint')}</span>
        </p>
        <div className={styles.choices}>
          {choices.map((choice, index) => (
            <Action key={choice} fullWidth testId={`because-${index}`} onPress={() => onChoose(choice)}>
              {wordOf(choice)}
            </Action>
          ))}
        </div>
        <Action tone="danger" fullWidth testId="because-cancel" onPress={onCancel}>
          {t('act.cancel')}
        </Action>
      </div>
    </Sheet>
  );
}
