import { IconRefresh } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { STAFF_REASONS } from '../../../shared/contract/staff-reasons.ts';
import type { ShownRefusal } from '../../../shared/contract/staff-documents.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useDocument } from '../../bridge/use-document.ts';
import { useStaffAct } from '../../bridge/use-staff-act.ts';
import { Action } from '../../components/Action.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { BecauseSheet } from './BecauseSheet.tsx';
import { RefusalRow } from './RefusalRow.tsx';
import { StaffPage } from './StaffPage.tsx';
import type { StaffPageProps } from './staff-page-props.ts';
import styles from './TodayPage.module.css';

/** Who came today, and who was refused. Loaded when asked for, never by itself: every look is noted. */
export function TodayPage({ session }: StaffPageProps) {
  const bridge = useBridge();
  const formats = useFormats();
  const { session_id: sessionId } = session;
  const document = useDocument(
    useCallback(() => bridge.staff.today({ session_id: sessionId }), [bridge, sessionId]),
  );
  const act = useStaffAct(document.refresh);
  const [lettingIn, setLettingIn] = useState<ShownRefusal | null>(null);
  return (
    <StaffPage document={document} act={act} testId="staff-today">
      {(today) => (
        <div className={styles.columns}>
          <section className={styles.panel}>
            <h2 className={styles.title}>{t('today.refusals')}</h2>
            {today.refusals.length === 0 && <p className={styles.none}>{t('today.refusals_none')}</p>}
            <ul className={styles.rows}>
              {today.refusals.map((refusal) => (
                <RefusalRow
                  key={`${refusal.epoch}/${refusal.seq}`}
                  refusal={refusal}
                  isBusy={act.isBusy}
                  onOverride={() => setLettingIn(refusal)}
                />
              ))}
            </ul>
          </section>
          <section className={styles.panel}>
            <header className={styles.header}>
              <h2 className={styles.title}>
                {t('today.visits')} · {t('today.visits_total', { count: today.visits_total })}
              </h2>
              <Action
                icon={<IconRefresh aria-hidden="true" />}
                testId="today-again"
                onPress={document.refresh}
              >
                {t('today.look_again')}
              </Action>
            </header>
            {today.visits.length === 0 && <p className={styles.none}>{t('today.visits_none')}</p>}
            <ul className={styles.rows}>
              {today.visits.map((visit) => (
                <li key={visit.visit_id} className={styles.visit}>
                  <time className={styles.time}>{formats.clock(visit.at)}</time>
                  <span dir="auto" className={styles.name}>
                    {visit.name} <span className={styles.soft}>{visit.member_number}</span>
                  </span>
                  <span dir="auto" className={styles.soft}>
                    {visit.class_name ?? t('today.open_gym')}
                  </span>
                </li>
              ))}
            </ul>
          </section>
          {lettingIn !== null && (
            <BecauseSheet
              title={t('today.override_title', { name: lettingIn.member?.name ?? '' })}
              text={t('today.override_text', { time: formats.clock(lettingIn.at) })}
              choices={STAFF_REASONS.overrideRefusal}
              wordOf={(code) => t(`today.because.${code}`)}
              onCancel={() => setLettingIn(null)}
              onChoose={(because) => {
                setLettingIn(null);
                void act.run(() =>
                  bridge.staff.overrideRefusal({
                    session_id: sessionId,
                    epoch: lettingIn.epoch,
                    seq: lettingIn.seq,
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
