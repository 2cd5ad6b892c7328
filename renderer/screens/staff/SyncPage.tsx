import { useCallback, useState } from 'react';
import { STAFF_REASONS } from '../../../shared/contract/staff-reasons.ts';
import { mayCall } from '../../../shared/contract/staff-api.ts';
import type { QuarantinedFact, StaffSync } from '../../../shared/contract/staff-documents.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useDocument } from '../../bridge/use-document.ts';
import { useNow } from '../../bridge/use-now.ts';
import { useStaffAct } from '../../bridge/use-staff-act.ts';
import { Action } from '../../components/Action.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { findMessage, t } from '../../i18n/translate.ts';
import { BecauseSheet } from './BecauseSheet.tsx';
import { FactList } from './FactList.tsx';
import { QuarantinedRecord } from './QuarantinedRecord.tsx';
import { StaffPage } from './StaffPage.tsx';
import type { StaffPageProps } from './staff-page-props.ts';
import styles from './SyncPage.module.css';
import { timeAgo } from './time-ago.ts';

const REFRESH_MS = 2_000;
const REDRAW_MS = 1_000;

/** What central has, what it has not, and what it will not have. */
export function SyncPage({ session }: StaffPageProps) {
  const bridge = useBridge();
  const { session_id: sessionId } = session;
  const document = useDocument(
    useCallback(() => bridge.staff.sync({ session_id: sessionId }), [bridge, sessionId]),
    REFRESH_MS,
  );
  const act = useStaffAct(document.refresh);
  const [puttingAside, setPuttingAside] = useState<QuarantinedFact | null>(null);
  return (
    <StaffPage document={document} act={act} testId="staff-sync">
      {(sync) => (
        <div className={styles.columns}>
          <section className={styles.panel}>
            <SyncStanding sync={sync} />
            <Action
              tone="primary"
              fullWidth
              disabled={sync.state === 'off' || act.isBusy}
              testId="sync-now"
              onPress={() => void act.run(() => bridge.staff.syncNow({ session_id: sessionId }))}
            >
              {t('sync.now')}
            </Action>
          </section>
          {/* Without a central server nobody could have refused anything. */}
          {(sync.state !== 'off' || sync.quarantined > 0) && (
            <section className={styles.panel}>
              <h2 className={styles.title}>{t('sync.quarantine')}</h2>
              {sync.quarantine.length === 0 && <p className={styles.none}>{t('sync.quarantine_none')}</p>}
              <ul className={styles.records}>
                {sync.quarantine.map((fact) => (
                  <QuarantinedRecord
                    key={`${fact.epoch}/${fact.seq}`}
                    fact={fact}
                    isBusy={act.isBusy}
                    onRetry={() =>
                      void act.run(() =>
                        bridge.staff.retryFact({ session_id: sessionId, epoch: fact.epoch, seq: fact.seq }),
                      )
                    }
                    onSetAside={mayCall(session.role, 'setFactAside') ? () => setPuttingAside(fact) : null}
                  />
                ))}
              </ul>
              {sync.quarantined > sync.quarantine.length && (
                <p className={styles.none}>
                  {t('sync.quarantine_more', { count: sync.quarantined - sync.quarantine.length })}
                </p>
              )}
            </section>
          )}
          {puttingAside !== null && (
            <BecauseSheet
              title={t('sync.set_aside_title')}
              text={t('sync.set_aside_text')}
              choices={STAFF_REASONS.setFactAside}
              wordOf={(code) => t(`sync.because.${code}`)}
              onCancel={() => setPuttingAside(null)}
              onChoose={(because) => {
                setPuttingAside(null);
                void act.run(() =>
                  bridge.staff.setFactAside({
                    session_id: sessionId,
                    epoch: puttingAside.epoch,
                    seq: puttingAside.seq,
                    because,
                  }),
                );
              }}
            />
          )}
        </div>
      )}
    </StaffPage>
  );
}

function SyncStanding({ sync }: { readonly sync: StaffSync }) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  /** `unauthorised: not_paired`: the code stands before the colon. */
  const [errorCode = '', detail = ''] = (sync.last_error ?? '').split(': ');
  const untilTry = sync.next_try_at === null ? null : Math.max(0, (sync.next_try_at - nowMs) / 1_000);
  return (
    <>
      <p className={styles.state} data-state={sync.state} data-testid="sync-state">
        {t(`sync.state.${sync.state}`)}
      </p>
      {sync.last_error !== null && (
        <p className={styles.error} data-testid="sync-error">
          {findMessage(`sync_error.${errorCode}`) ?? t('sync_error.other')}
          <span className={styles.detail}>{detail === '' ? errorCode : `${errorCode}: ${detail}`}</span>
        </p>
      )}
      {sync.clock_ahead_ms !== null && (
        <p className={styles.error} data-testid="sync-clock">
          {t(sync.clock_ahead_ms > 0 ? 'sync.clock_ahead' : 'sync.clock_behind', {
            time: formats.duration(Math.abs(sync.clock_ahead_ms) / 1_000),
          })}
        </p>
      )}
      {sync.alarms.map((alarm) => (
        <p
          key={`${alarm.code}/${alarm.epoch}/${alarm.from_seq}`}
          className={styles.error}
          data-testid="sync-alarm"
        >
          {findMessage(`sync.alarm.${alarm.code}`) ?? t('sync.alarm.other')}
          <span className={styles.detail}>
            {t('sync.alarm_about', {
              code: alarm.code,
              records: `${alarm.epoch}/${alarm.from_seq}–${alarm.until_seq}`,
              since: timeAgo(alarm.found_at, nowMs),
            })}
          </span>
        </p>
      ))}
      <FactList
        facts={[
          [t('sync.pending_facts'), formats.number(sync.pending)],
          ...(sync.oldest_unsent_at === null
            ? []
            : [[t('sync.oldest'), timeAgo(sync.oldest_unsent_at, nowMs)] as const]),
          [t('sync.last_success'), timeAgo(sync.last_success_at, nowMs)],
          [t('sync.known_until'), timeAgo(sync.known_until, nowMs)],
          ...(untilTry === null
            ? []
            : [[t('sync.next_try'), t('sync.in_seconds', { time: formats.duration(untilTry) })] as const]),
          ...(sync.central_url === null ? [] : [[t('sync.server'), sync.central_url] as const]),
        ]}
      />
    </>
  );
}
