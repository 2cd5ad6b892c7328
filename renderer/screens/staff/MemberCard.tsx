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
import { useStaffWords } from '../../i18n/staff/use-staff-words.ts';
import { BecauseSheet } from './BecauseSheet.tsx';
import { EnrolmentNotice } from './EnrolmentNotice.tsx';
import { FactList } from './FactList.tsx';
import styles from './MemberCard.module.css';
import { StaffPage } from './StaffPage.tsx';
import type { StaffPageProps } from './staff-pages.ts';
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
  const words = useStaffWords();
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const { say } = words;
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
              <p className={styles.soft}>{say('members.number', { number: member.member_number })}</p>
            </div>
            <p className={styles.status} data-status={member.status}>
              {say(`status.${member.status}`)}
            </p>
          </header>
          <FactList
            facts={[
              [say('members.joined'), formats.dayMonthYear(member.joined_at)],
              [say('members.last_visit'), timeAgo(words, member.last_visit_at, nowMs)],
              [say('members.visits_30_days'), formats.number(member.visits_30_days)],
              [say('members.cards'), member.cards.join(', ') || say('members.no_card')],
              [say('members.straps'), member.straps.join(', ') || say('members.no_card')],
              [say('members.pin'), say(`members.pin_${member.pin}`)],
            ]}
          />
          {enrolment !== null && <EnrolmentNotice enrolment={enrolment} name={member.name} nowMs={nowMs} />}
          {isChoosingStrap && <StrapPicker sessionId={sessionId} onChoose={(id) => void giveStrap(id)} />}
          <footer className={styles.acts}>
            <Action icon={<IconChevronLeft aria-hidden="true" />} testId="member-back" onPress={leave}>
              {say('members.back')}
            </Action>
            <Action
              icon={<IconHeartbeat aria-hidden="true" />}
              testId="enrol-strap"
              onPress={() => setChoosingStrap(!isChoosingStrap)}
            >
              {say(isChoosingStrap ? 'members.cancel_strap' : 'members.enrol_strap')}
            </Action>
            {enrolment?.state === 'waiting' ? (
              <Action
                icon={<IconCreditCard aria-hidden="true" />}
                testId="enrol-cancel"
                onPress={() =>
                  void act.run(() => bridge.staff.cancelCardEnrolment({ session_id: sessionId }))
                }
              >
                {say('members.cancel_card')}
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
                {say('members.enrol_card')}
              </Action>
            )}
            {member.pin === 'locked' && (
              <Action
                icon={<IconLockOpen aria-hidden="true" />}
                disabled={act.isBusy}
                testId="unlock-pin"
                onPress={() => void unlockPin()}
              >
                {say('members.unlock_pin')}
              </Action>
            )}
            {member.pin !== 'none' && mayCall(session.role, 'forgetPin') && (
              <Action
                icon={<IconKey aria-hidden="true" />}
                disabled={act.isBusy}
                testId="forget-pin"
                onPress={() => setForgettingPin(true)}
              >
                {say('members.forget_pin')}
              </Action>
            )}
          </footer>
          {isForgettingPin && (
            <BecauseSheet
              title={say('members.forget_pin_title', { name: member.name })}
              text={say('members.forget_pin_text')}
              choices={STAFF_REASONS.forgetPin}
              wordOf={(code) => say(`members.because.${code}`)}
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
