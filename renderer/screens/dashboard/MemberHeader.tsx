import { IconPassword } from '@tabler/icons-react';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { DemoButton } from '../demo/DemoButton.tsx';
import { BellButton } from '../notifications/BellButton.tsx';
import { DoneButton } from './DoneButton.tsx';
import styles from './MemberHeader.module.css';

interface MemberHeaderProps {
  readonly session: MemberSession;
  readonly demo: boolean;
  readonly onOpenPin: () => void;
  readonly unread: number | null;
  readonly onOpenNotifications: () => void;
}

/** Whose dashboard this is, and the way out of it. */
export function MemberHeader({ session, demo, onOpenPin, unread, onOpenNotifications }: MemberHeaderProps) {
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
      {demo && <DemoButton />}
      {session.own_pin !== 'not_now' && (
        <button type="button" className={styles.pin} onClick={onOpenPin} data-testid="own-pin">
          <IconPassword aria-hidden="true" />
          {t(session.own_pin === 'none' ? 'own.set' : 'own.change')}
        </button>
      )}
      <BellButton unread={unread} onPress={onOpenNotifications} />
      <DoneButton session={session} />
    </header>
  );
}

/** The first letter as a reader sees it: an accent or a joined sign stays whole. */
function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter().segment(name);
  return first?.segment.toUpperCase() ?? '';
}
