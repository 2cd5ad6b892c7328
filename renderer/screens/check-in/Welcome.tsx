import { IconCheck } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import { Screen } from '../../components/Screen.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './Welcome.module.css';

/** Long enough to read two lines, short enough not to stand in the way. */
export const WELCOME_MS = 2_200;

/** Weeks in a row that are worth a word; one week is no streak. */
const SHORTEST_STREAK = 2;

interface WelcomeProps {
  readonly session: MemberSession;
  readonly onDone: () => void;
}

/** Says hello and that the visit is noted. Goes on by itself, or at a touch. */
export function Welcome({ session, onDone }: WelcomeProps) {
  useEffect(() => {
    const timer = setTimeout(onDone, WELCOME_MS);
    return () => clearTimeout(timer);
    // The first `onDone` ends the greeting; a later render must not start the time anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return (
    <Screen name="welcome" sessionId={session.session_id} className={styles.welcome}>
      <div className={styles.words}>
        <span className={styles.check} aria-hidden="true">
          <IconCheck />
        </span>
        <div role="status">
          <h1 className={styles.greeting}>{t('welcome.greeting', { name: session.first_name })}</h1>
          <Facts session={session} />
        </div>
      </div>
      <button type="button" className={styles.skip} onClick={onDone} aria-label={t('welcome.skip')} />
    </Screen>
  );
}

function Facts({ session }: { readonly session: MemberSession }) {
  const formats = useFormats();
  if (session.already_in) {
    return (
      <p className={styles.facts}>
        {t('welcome.already_in', { time: formats.clock(session.checked_in_at) })}
      </p>
    );
  }
  return (
    <p className={styles.facts}>
      <span>{t('welcome.visits_this_week', { count: session.visits_this_week })}</span>
      {session.streak_weeks >= SHORTEST_STREAK && (
        <span className={styles.streak}>{t('welcome.streak', { count: session.streak_weeks })}</span>
      )}
    </p>
  );
}
