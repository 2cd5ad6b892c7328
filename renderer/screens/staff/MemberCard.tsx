import { IconChevronLeft, IconCreditCard, IconHeartbeat, IconKey, IconLockOpen } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { STAFF_REASONS } from '../../../shared/contract/staff-reasons.ts';
import { mayCall } from '../../../shared/contract/staff-api.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useDocument } from '../../bridge/use-document.ts';
import { useNow } from '../../bridge/use-now.ts';
import { useStaffAct } from '../../bridge/use-staff-act.ts';
import { Action } from '../../components/Action.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { BecauseSheet } from './BecauseSheet.tsx';
import { EnrolmentNotice } from './EnrolmentNotice.tsx';
import { FactList } from './FactList.tsx';
import styles from './MemberCard.module.css';
import { StaffPage } from './StaffPage.tsx';
import type { StaffPageProps } from './staff-page-props.ts';
import { StrapPicker } from './StrapPicker.tsx';
import { timeAgo } from './time-ago.ts';

interface MemberCardProps extends StaffPageProps {
  readonly memberId: string;
  readonly onBack: () => void;
}

const REDRAW_MS = 1_000;

/** One member as staff need to know them, and what they can be given. */
export function MemberCard({ session, memberId, onBack }: MemberCardProps) {
  const bridge = useBridge();
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const { session_id: sessionId } = session;
  const document = useDocument(
    useCallback(
      () => bridge.staff.member({ session_id: sessionId, member_id: memberId }),
      [bridge, sessionId, memberId],
    ),
  );
  const act = useStaffAct(useCallback(() => undefined, []));
  const [isForgettingPin, setForgettingPin] = useState(false);
  const [isChoosingStrap, setChoosingStrap] = useState(false);
  const enrolment = session.enrolment?.member_id === memberId ? session.enrolment : null;
  useOnChangeTo(enrolment?.state === 'enrolled', document.refresh);

  const leave = () => {
    if (enrolment !== null) void bridge.staff.cancelCardEnrolment({ session_id: sessionId });
    onBack();
  };
  const giveStrap = async (sensorId: string) => {
    setChoosingStrap(false);
    if (
      await act.run(() =>
        bridge.staff.enrolStrap({ session_id: sessionId, member_id: memberId, sensor_id: sensorId }),
      )
    )
      document.refresh();
  };
  const unlockPin = async () => {
    if (await act.run(() => bridge.staff.unlockPin({ session_id: sessionId, member_id: memberId })))
      document.refresh();
  };
  const forgetPin = async (because: (typeof STAFF_REASONS.forgetPin)[number]) => {
    setForgettingPin(false);
    if (await act.run(() => bridge.staff.forgetPin({ session_id: sessionId, member_id: memberId, because })))
      document.refresh();
  };
  return (
    <StaffPage document={document} act={act} testId="staff-member">
      {(member) => (
        <div className={styles.card}>
          <header className={styles.header}>
            <div>
              <h2 dir="auto" className={styles.name}>
                {member.name}
              </h2>
              <p className={styles.soft}>{t('members.number', { number: member.member_number })}</p>
            </div>
            <p className={styles.status} data-status={member.status}>
              {t(`status.${member.status}`)}
            </p>
          </header>
          <FactList
            facts={[
              [t('members.joined'), formats.dayMonthYear(member.joined_at)],
              [t('members.last_visit'), timeAgo(member.last_visit_at, nowMs)],
              [t('members.visits_30_days'), formats.number(member.visits_30_days)],
              [t('members.cards'), member.cards.join(', ') || t('members.no_card')],
              [t('members.straps'), member.straps.join(', ') || t('members.no_card')],
              [t('members.pin'), t(`members.pin_${member.pin}`)],
            ]}
          />
          {enrolment !== null && <EnrolmentNotice enrolment={enrolment} name={member.name} nowMs={nowMs} />}
          {isChoosingStrap && <StrapPicker sessionId={sessionId} onChoose={(id) => void giveStrap(id)} />}
          <footer className={styles.acts}>
            <Action icon={<IconChevronLeft aria-hidden="true" />} testId="member-back" onPress={leave}>
              {t('members.back')}
            </Action>
            <Action
              icon={<IconHeartbeat aria-hidden="true" />}
              testId="enrol-strap"
              onPress={() => setChoosingStrap(!isChoosingStrap)}
            >
              {t(isChoosingStrap ? 'members.cancel_strap' : 'members.enrol_strap')}
            </Action>
            {enrolment?.state === 'waiting' ? (
              <Action
                icon={<IconCreditCard aria-hidden="true" />}
                testId="enrol-cancel"
                onPress={() =>
                  void act.run(() => bridge.staff.cancelCardEnrolment({ session_id: sessionId }))
                }
              >
                {t('members.cancel_card')}
              </Action>
            ) : (
              <Action
                icon={<IconCreditCard aria-hidden="true" />}
                disabled={act.isBusy}
                testId="enrol-card"
                onPress={() =>
                  void act.run(() =>
                    bridge.staff.startCardEnrolment({ session_id: sessionId, member_id: memberId }),
                  )
                }
              >
                {t('members.enrol_card')}
              </Action>
            )}
            {member.pin === 'locked' && (
              <Action
                icon={<IconLockOpen aria-hidden="true" />}
                disabled={act.isBusy}
                testId="unlock-pin"
                onPress={() => void unlockPin()}
              >
                {t('members.unlock_pin')}
              </Action>
            )}
            {member.pin !== 'none' && mayCall(session.role, 'forgetPin') && (
              <Action
                icon={<IconKey aria-hidden="true" />}
                disabled={act.isBusy}
                testId="forget-pin"
                onPress={() => setForgettingPin(true)}
              >
                {t('members.forget_pin')}
              </Action>
            )}
          </footer>
          {isForgettingPin && (
            <BecauseSheet
              title={t('members.forget_pin_title', { name: member.name })}
              text={t('members.forget_pin_text')}
              choices={STAFF_REASONS.forgetPin}
              wordOf={(code) => t(`members.because.${code}`)}
              onCancel={() => setForgettingPin(false)}
              onChoose={(because) => void forgetPin(because)}
            />
          )}
        </div>
      )}
    </StaffPage>
  );
}

/** Calls back once each time something becomes true. */
function useOnChangeTo(isTrue: boolean, callback: () => void): void {
  const wasTrue = useRef(isTrue);
  useEffect(() => {
    if (isTrue && !wasTrue.current) callback();
    wasTrue.current = isTrue;
  }, [isTrue, callback]);
}
