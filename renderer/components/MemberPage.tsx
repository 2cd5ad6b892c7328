import { IconChevronLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ScreenName } from '../app/use-screen-painted.ts';
import type { MemberSession } from '../../shared/contract/kiosk-api.ts';
import { t } from '../i18n/translate.ts';
import { cx } from '../theme/cx.ts';
import { Action } from './Action.tsx';
import { DoneButton } from './DoneButton.tsx';
import styles from './MemberPage.module.css';
import { Screen } from './Screen.tsx';

interface MemberPageProps {
  readonly name: ScreenName;
  readonly session: MemberSession;
  readonly title: string;
  /** One sentence under the title. */
  readonly lead?: string | null;
  /** What can be done on this page, beside the ways back and out. */
  readonly actions?: ReactNode;
  /** Where back is; the dashboard unless said otherwise. */
  readonly backLabel?: string;
  readonly onBack: () => void;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/**
 * The frame of every page one step away from the dashboard: what it is about, the page itself, and the
 * ways back and out. Upright, what is pressed stands at the bottom, where somebody who sits reaches it.
 */
export function MemberPage(props: MemberPageProps) {
  const { name, session, title, lead = null, actions, backLabel = t('progress.back'), onBack } = props;
  return (
    <Screen name={name} sessionId={session.session_id} className={styles.page}>
      <div className={styles.back}>
        <Action icon={<IconChevronLeft aria-hidden="true" />} testId="back" onPress={onBack}>
          {backLabel}
        </Action>
      </div>
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {lead !== null && <p className={styles.lead}>{lead}</p>}
      </header>
      <div className={cx(styles.main, props.className)}>{props.children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      <div className={styles.done}>
        <DoneButton session={session} />
      </div>
    </Screen>
  );
}
