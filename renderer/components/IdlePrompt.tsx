import { useNow } from '../bridge/use-now.ts';
import { t } from '../i18n/translate.ts';
import { CountdownRing } from './Countdown.tsx';
import styles from './IdlePrompt.module.css';

const REDRAW_MS = 250;

interface IdlePromptProps {
  /** UTC epoch milliseconds, as core has set them. */
  readonly session: {
    readonly idle_prompt_at: number;
    readonly idle_logout_at: number;
    readonly ends_at: number;
  };
}

/**
 * Asks whether somebody is still there, from the moment core has set until the session ends. Any
 * touch is an answer: it reaches core through `useTouch`, and core's next state takes this away.
 */
export function IdlePrompt({ session }: IdlePromptProps) {
  const nowMs = useNow(REDRAW_MS);
  const endsAtMs = Math.min(session.idle_logout_at, session.ends_at);
  if (nowMs < session.idle_prompt_at) return null;
  const secondsLeft = Math.max(0, Math.ceil((endsAtMs - nowMs) / 1_000));
  return (
    <div className={styles.veil} role="alertdialog" aria-labelledby="idle-title" data-testid="idle-prompt">
      <div className={styles.ring}>
        <CountdownRing untilMs={endsAtMs} />
        <span className={styles.seconds}>{secondsLeft}</span>
      </div>
      <h2 id="idle-title" className={styles.title}>
        {t('session.idle_title')}
      </h2>
      <p className={styles.hint}>{t('session.idle_hint')}</p>
      <p className="visually-hidden">{t('session.idle_seconds', { count: secondsLeft })}</p>
    </div>
  );
}
