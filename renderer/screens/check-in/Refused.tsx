import { IconUserQuestion } from '@tabler/icons-react';
import { CountdownBar } from '../../components/Countdown.tsx';
import { Screen } from '../../components/Screen.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './Refused.module.css';

interface RefusedProps {
  readonly kind: 'unknown_card' | 'see_front_desk';
  /** When core goes back to the start screen. */
  readonly untilMs: number;
}

/** No entry, said so that nobody around learns why: the reason is for the front desk. */
export function Refused({ kind, untilMs }: RefusedProps) {
  return (
    <Screen name="refused" sessionId={null} className={styles.refused}>
      <div role="alert" className={styles.words}>
        <IconUserQuestion className={styles.icon} aria-hidden="true" />
        <h1 className={styles.title}>{t(`refused.${kind}`)}</h1>
        <p className={styles.hint}>{t('refused.hint')}</p>
      </div>
      <div className={styles.countdown}>
        <CountdownBar key={untilMs} untilMs={untilMs} />
      </div>
    </Screen>
  );
}
