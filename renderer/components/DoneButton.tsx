import { IconLogout2 } from '@tabler/icons-react';
import type { MemberSession } from '../../shared/contract/kiosk-api.ts';
import { useBridge } from '../bridge/BridgeProvider.tsx';
import { useNow } from '../bridge/use-now.ts';
import { CountdownRing } from './Countdown.tsx';
import { t } from '../i18n/translate.ts';
import styles from './DoneButton.module.css';

/** The ring shows this long before the question "still there?" … */
const BEFORE_PROMPT_MS = 8_000;
/** … and this long before the session ends whatever happens. */
const BEFORE_END_MS = 30_000;
const REDRAW_MS = 500;

/** When the ring should be running out, or null while there is plenty of time. */
export function timeLeftUntil(session: MemberSession, nowMs: number): number | null {
  if (session.ends_at - nowMs <= BEFORE_END_MS) return session.ends_at;
  if (session.idle_prompt_at - nowMs <= BEFORE_PROMPT_MS) return session.idle_prompt_at;
  return null;
}

interface DoneButtonProps {
  readonly session: MemberSession;
}

/** Ends the session; shows how long it goes on by itself once that is short. */
export function DoneButton({ session }: DoneButtonProps) {
  const bridge = useBridge();
  const untilMs = timeLeftUntil(session, useNow(REDRAW_MS));
  return (
    <button
      type="button"
      className={styles.done}
      onClick={() => void bridge.session.end({ session_id: session.session_id })}
      data-testid="done"
    >
      <span className={styles.sign} data-testid={untilMs === null ? undefined : 'time-left'}>
        {untilMs === null ? (
          <IconLogout2 className={styles.icon} aria-hidden="true" />
        ) : (
          <CountdownRing key={untilMs} untilMs={untilMs} />
        )}
      </span>
      {t('session.done')}
    </button>
  );
}
