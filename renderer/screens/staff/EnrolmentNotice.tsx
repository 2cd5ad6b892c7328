import type { StaffSession } from '../../../shared/contract/staff-views.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './MemberCard.module.css';

interface EnrolmentNoticeProps {
  readonly enrolment: NonNullable<StaffSession['enrolment']>;
  readonly name: string;
  readonly nowMs: number;
}

/** How far the giving of a card is. */
export function EnrolmentNotice({ enrolment, name, nowMs }: EnrolmentNoticeProps) {
  const { duration } = useFormats();
  const sentences = {
    waiting: t('members.hold_card'),
    enrolled: t('members.card_enrolled', { name }),
    taken: t('members.card_taken'),
    timed_out: t('members.card_timed_out'),
  };
  return (
    <p className={styles.notice} data-state={enrolment.state} role="status" data-testid="enrolment">
      {sentences[enrolment.state]}
      {enrolment.state === 'waiting' && (
        <span className={styles.left}>{duration((enrolment.until - nowMs) / 1_000)}</span>
      )}
    </p>
  );
}
