import { Modal } from '@mantine/core';
import { Action } from '../../components/Action.tsx';
import { cx } from '../../theme/cx.ts';
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
    <Modal.Root
      opened
      onClose={onCancel}
      centered
      lockScroll={false}
      size="40rem"
      classNames={{ content: cx(styles.sheet) }}
    >
      <Modal.Overlay backgroundOpacity={0.7} />
      <Modal.Content data-testid="because">
        <Modal.Title className={cx(styles.title)}>{title}</Modal.Title>
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
      </Modal.Content>
    </Modal.Root>
  );
}
