import { Modal } from '@mantine/core';
import { Action } from '../../components/Action.tsx';
import { t } from '../../i18n/translate.ts';
import { cx } from '../../theme/cx.ts';
import styles from './FinishQuestion.module.css';

interface FinishQuestionProps {
  readonly asking: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** One question before a workout ends: a dripping hand presses quickly. */
export function FinishQuestion({ asking, onYes, onNo }: FinishQuestionProps) {
  return (
    <Modal.Root
      opened={asking}
      onClose={onNo}
      centered
      lockScroll={false}
      size="auto"
      classNames={{ content: cx(styles.question) }}
    >
      <Modal.Overlay backgroundOpacity={0.72} />
      <Modal.Content data-testid="finish-question">
        <Modal.Title className={cx(styles.title)}>{t('live.finish_title')}</Modal.Title>
        <p className={styles.text}>{t('live.finish_text')}</p>
        <div className={styles.actions}>
          <Action onPress={onNo} testId="finish-no">
            {t('live.finish_no')}
          </Action>
          <Action tone="primary" autoFocus onPress={onYes} testId="finish-yes">
            {t('live.finish_yes')}
          </Action>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
