import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { DemoButton } from '../demo/DemoButton.tsx';
import { DoneButton } from './DoneButton.tsx';
import styles from './MemberHeader.module.css';

interface MemberHeaderProps {
  readonly session: MemberSession;
  readonly demo: boolean;
}

/** Whose dashboard this is, and the way out of it. */
export function MemberHeader({ session, demo }: MemberHeaderProps) {
  const formats = useFormats();
  return (
    <header className={styles.header}>
      <span className={styles.avatar} aria-hidden="true">
        {firstLetter(session.first_name)}
      </span>
      <div className={styles.words}>
        <h1 className={styles.name}>{session.first_name}</h1>
        <p className={styles.since}>
          {t('session.checked_in_at', { time: formats.clock(session.checked_in_at) })}
        </p>
      </div>
      {demo && <DemoButton />}
      <DoneButton session={session} />
    </header>
  );
}

/** The first letter as a reader sees it: an accent or a joined sign stays whole. */
function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter().segment(name);
  return first?.segment.toUpperCase() ?? '';
}
