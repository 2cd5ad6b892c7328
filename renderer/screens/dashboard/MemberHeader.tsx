import { IconPassword } from '@tabler/icons-react';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import { DoneButton } from '../../components/DoneButton.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { DemoButton } from '../demo/DemoButton.tsx';
import { BellButton } from '../notifications/BellButton.tsx';
import { DisplayButton } from './DisplayButton.tsx';
import styles from './MemberHeader.module.css';

interface MemberHeaderProps {
  readonly session: MemberSession;
}

/** Whose dashboard this is. */
export function MemberHeader({ session }: MemberHeaderProps) {
  const formats = useFormats();
  return (
    <header className={styles.header}>
      <span className={styles.avatar} aria-hidden="true">
        {firstLetter(session.first_name)}
      </span>
      <div className={styles.words}>
        <h1 dir="auto" className={styles.name}>
          {session.first_name}
        </h1>
        <p className={styles.since}>
          {t('session.checked_in_at', { time: formats.clock(session.checked_in_at) })}
        </p>
      </div>
    </header>
  );
}

interface DashboardActionsProps {
  readonly session: MemberSession;
  readonly demo: boolean;
  readonly unread: number | null;
  readonly onOpenPin: () => void;
  readonly onOpenNotifications: () => void;
}

/** Messages, the member's PIN, and the way out; at the bottom of an upright screen, within everybody's reach. */
export function DashboardActions(props: DashboardActionsProps) {
  const { session, demo, unread, onOpenPin, onOpenNotifications } = props;
  return (
    <nav className={styles.actions} aria-label={t('session.actions')}>
      <BellButton unread={unread} onPress={onOpenNotifications} />
      {session.own_pin !== 'not_now' && (
        <button type="button" className={styles.pin} onClick={onOpenPin} data-testid="own-pin">
          <IconPassword aria-hidden="true" />
          {t(session.own_pin === 'none' ? 'own.set' : 'own.change')}
        </button>
      )}
      <DisplayButton />
      {demo && <DemoButton />}
      <span className={styles.done}>
        <DoneButton session={session} />
      </span>
    </nav>
  );
}

/** The first letter as a reader sees it: an accent or a joined sign stays whole. */
function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter().segment(name);
  return first?.segment.toUpperCase() ?? '';
}
