import { useCallback, useState } from 'react';
import { STAFF_REASONS } from '../../../shared/contract/staff-reasons.ts';
import { mayCall } from '../../../shared/contract/staff-api.ts';
import type { DatabaseCheck } from '../../../shared/contract/staff-documents.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useDocument } from '../../bridge/use-document.ts';
import { useNow } from '../../bridge/use-now.ts';
import { useStaffAct } from '../../bridge/use-staff-act.ts';
import { Action } from '../../components/Action.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { BecauseSheet } from './BecauseSheet.tsx';
import { CheckResult } from './CheckResult.tsx';
import { FactList } from './FactList.tsx';
import styles from './KioskPage.module.css';
import { StaffPage } from './StaffPage.tsx';
import { StoreCare } from './StoreCare.tsx';
import type { StaffPageProps } from './staff-page-props.ts';

/** A date's year may be a minute late. */
const REDRAW_MS = 60_000;

/** The kiosk itself: what it is, how much room it has, and ways to start parts of it anew. */
export function KioskPage({ session }: StaffPageProps) {
  const bridge = useBridge();
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  const { session_id: sessionId, role } = session;
  const document = useDocument(
    useCallback(() => bridge.staff.kiosk({ session_id: sessionId }), [bridge, sessionId]),
  );
  const act = useStaffAct(document.refresh);
  const [check, setCheck] = useState<DatabaseCheck | 'running' | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const megabytes = (bytes: number) => `${formats.number(bytes / 1_000_000)} MB`;

  const runCheck = () => {
    setCheck('running');
    void act.run(async () => {
      const answer = await bridge.staff.checkDatabase({ session_id: sessionId });
      setCheck(answer.ok ? answer.value : null);
      return answer;
    });
  };
  return (
    <StaffPage document={document} act={act} testId="staff-kiosk">
      {(kiosk) => (
        <div className={styles.panel}>
          <FactList
            facts={[
              [t('kiosk.version'), kiosk.version],
              [t('kiosk.schema'), String(kiosk.schema)],
              [t('kiosk.gym'), kiosk.gym_id],
              [t('kiosk.epoch'), String(kiosk.epoch)],
              [t('kiosk.records'), formats.number(kiosk.records)],
              [
                t('kiosk.started'),
                `${formats.dayMonth(kiosk.started_at, nowMs)}, ${formats.clock(kiosk.started_at)}`,
              ],
              [t('kiosk.database'), megabytes(kiosk.database_bytes)],
              [t('kiosk.data'), megabytes(kiosk.data_bytes)],
              [t('kiosk.free'), megabytes(kiosk.free_bytes)],
              [t('kiosk.runtime'), kiosk.runtime],
            ]}
          />
          <p className={styles.id}>
            {t('kiosk.id')} <span>{kiosk.kiosk_id}</span>
          </p>
          <div className={styles.acts}>
            <Action disabled={act.isBusy} testId="check-database" onPress={runCheck}>
              {t('kiosk.check')}
            </Action>
            <Action
              disabled={act.isBusy}
              testId="restart-devices"
              onPress={() => void act.run(() => bridge.staff.restartDevices({ session_id: sessionId }))}
            >
              {t('kiosk.restart_devices')}
            </Action>
            {mayCall(role, 'restartCore') && (
              <Action
                disabled={act.isBusy}
                testId="restart-core"
                onPress={() => void act.run(() => bridge.staff.restartCore({ session_id: sessionId }))}
              >
                {t('kiosk.restart_core')}
              </Action>
            )}
            {mayCall(role, 'leaveKiosk') && (
              <Action
                tone="danger"
                disabled={act.isBusy}
                testId="leave-kiosk"
                onPress={() => setLeaving(true)}
              >
                {t('kiosk.leave')}
              </Action>
            )}
          </div>
          {mayCall(role, 'restartCore') && <p className={styles.hint}>{t('kiosk.restart_core_hint')}</p>}
          <CheckResult check={check} />
          <StoreCare session={session} />
          {isLeaving && (
            <BecauseSheet
              title={t('kiosk.leave_title')}
              text={t('kiosk.leave_text')}
              choices={STAFF_REASONS.leaveKiosk}
              wordOf={(code) => t(`kiosk.because.${code}`)}
              onCancel={() => setLeaving(false)}
              onChoose={(because) => {
                setLeaving(false);
                void act.run(() => bridge.staff.leaveKiosk({ session_id: sessionId, because }));
              }}
            />
          )}
        </div>
      )}
    </StaffPage>
  );
}
