import { IconChevronLeft } from '@tabler/icons-react';
import type { MemberSession } from '../../../shared/contract/kiosk-api.ts';
import { Action } from '../../components/Action.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './BackHeader.module.css';
import { DoneButton } from './DoneButton.tsx';

interface BackHeaderProps {
  readonly session: MemberSession;
  /** Where back is; the dashboard unless said otherwise. */
  readonly label?: string;
  readonly onBack: () => void;
}

/** The head of a page one step away from the dashboard: the way back, and the way out. */
export function BackHeader({ session, label = t('progress.back'), onBack }: BackHeaderProps) {
  return (
    <header className={styles.header}>
      <Action icon={<IconChevronLeft aria-hidden="true" />} testId="back" onPress={onBack}>
        {label}
      </Action>
      <DoneButton session={session} />
    </header>
  );
}
