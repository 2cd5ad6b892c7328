import { IconCircleCheck } from '@tabler/icons-react';
import type { ShownRefusal } from '../../../shared/contract/staff-documents.ts';
import { Action } from '../../components/Action.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { findMessage, t } from '../../i18n/translate.ts';
import styles from './TodayPage.module.css';

interface RefusalRowProps {
  readonly refusal: ShownRefusal;
  readonly isBusy: boolean;
  readonly onOverride: () => void;
}

/** Somebody who was not let in, the exact reason, and a way to let them in after all. */
export function RefusalRow({ refusal, isBusy, onOverride }: RefusalRowProps) {
  const formats = useFormats();
  const { member, reason } = refusal;
  return (
    <li className={styles.refusal} data-testid={`refusal-${refusal.epoch}-${refusal.seq}`}>
      <time className={styles.time}>{formats.clock(refusal.at)}</time>
      <div className={styles.who}>
        <p dir="auto" className={styles.name}>
          {member === null ? t('today.nobody') : member.name}{' '}
          <span className={styles.soft}>{member?.member_number ?? refusal.device}</span>
        </p>
        {member !== null && <p className={styles.reason}>{findMessage(`refusal.${reason}`) ?? reason}</p>}
      </div>
      {refusal.overridden ? (
        <p className={styles.done}>
          <IconCircleCheck aria-hidden="true" />
          {t('today.overridden')}
        </p>
      ) : (
        member !== null && (
          <Action disabled={isBusy} testId={`override-${refusal.seq}`} onPress={onOverride}>
            {t('today.override')}
          </Action>
        )
      )}
    </li>
  );
}
