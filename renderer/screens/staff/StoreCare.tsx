import { useCallback } from 'react';
import type { StaffCare } from '../../../shared/contract/staff-documents.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useDocument } from '../../bridge/use-document.ts';
import { useNow } from '../../bridge/use-now.ts';
import { useStaffAct } from '../../bridge/use-staff-act.ts';
import { Action } from '../../components/Action.tsx';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import { FactList } from './FactList.tsx';
import { StaffPage } from './StaffPage.tsx';
import type { StaffPageProps } from './staff-page-props.ts';
import styles from './QuarantinedRecord.module.css';

const REFRESH_MS = 10_000;
/** A date's year may be a minute late. */
const REDRAW_MS = 60_000;

/** What befell the store, and what came in and could not be stored. */
export function StoreCare({ session }: StaffPageProps) {
  const bridge = useBridge();
  const { session_id } = session;
  const document = useDocument(
    useCallback(() => bridge.staff.care({ session_id }), [bridge, session_id]),
    REFRESH_MS,
  );
  const act = useStaffAct(document.refresh);
  return (
    <StaffPage document={document} act={act} testId="staff-care">
      {(care) => (
        <section>
          <h2 className={styles.kind}>{t('kiosk.care')}</h2>
          {care.incidents.length + care.readings.length === 0 && <p>{t('kiosk.care_none')}</p>}
          <ul>
            {care.incidents.map((incident) => (
              <Incident
                key={incident.id}
                incident={incident}
                isBusy={act.isBusy}
                onSeen={() =>
                  void act.run(() => bridge.staff.putIncidentAway({ session_id, id: incident.id }))
                }
              />
            ))}
            {care.readings.map((reading) => (
              <SetAsideReading
                key={reading.id}
                reading={reading}
                isBusy={act.isBusy}
                onRetry={() => void act.run(() => bridge.staff.retryReading({ session_id, id: reading.id }))}
                onDismiss={() =>
                  void act.run(() => bridge.staff.dismissReading({ session_id, id: reading.id }))
                }
              />
            ))}
          </ul>
          {care.readings_total > care.readings.length && (
            <p>{t('kiosk.care_more', { count: care.readings_total - care.readings.length })}</p>
          )}
        </section>
      )}
    </StaffPage>
  );
}

interface IncidentProps {
  readonly incident: StaffCare['incidents'][number];
  readonly isBusy: boolean;
  readonly onSeen: () => void;
}

function Incident({ incident, isBusy, onSeen }: IncidentProps) {
  const formats = useFormats();
  const isRebuilt = incident.rows_kept + incident.facts_salvaged > 0 || incident.base !== 'none';
  return (
    <li className={styles.record} data-testid={`incident-${incident.id}`}>
      <header className={styles.header}>
        <h3 className={styles.code}>{t(`incident.${incident.code}`)}</h3>
        <When at={incident.at} />
      </header>
      {isRebuilt && (
        <FactList
          facts={[
            [t('kiosk.care_base'), t(`incident_base.${incident.base}`)],
            [t('kiosk.care_facts'), formats.number(incident.facts_salvaged)],
            [t('kiosk.care_facts_missing'), formats.number(incident.facts_missing)],
            [t('kiosk.care_rows'), formats.number(incident.rows_kept)],
            [t('kiosk.care_rows_lost'), formats.number(incident.rows_lost)],
          ]}
        />
      )}
      <footer className={styles.acts}>
        <Action disabled={isBusy} testId={`incident-seen-${incident.id}`} onPress={onSeen}>
          {t('kiosk.care_away')}
        </Action>
      </footer>
    </li>
  );
}

interface SetAsideReadingProps {
  readonly reading: StaffCare['readings'][number];
  readonly isBusy: boolean;
  readonly onRetry: () => void;
  readonly onDismiss: () => void;
}

function SetAsideReading({ reading, isBusy, onRetry, onDismiss }: SetAsideReadingProps) {
  return (
    <li className={styles.record} data-testid={`set-aside-reading-${reading.id}`}>
      <header className={styles.header}>
        <h3 className={styles.kind}>
          {t(`set_aside.${reading.kind}`)} {reading.what}
        </h3>
        <When at={reading.at} device={reading.device} />
      </header>
      <p className={styles.code}>{t(`set_aside_code.${reading.code}`)}</p>
      <footer className={styles.acts}>
        {reading.can_retry && (
          <Action disabled={isBusy} testId={`retry-reading-${reading.id}`} onPress={onRetry}>
            {t('kiosk.care_retry')}
          </Action>
        )}
        <Action tone="danger" disabled={isBusy} testId={`dismiss-reading-${reading.id}`} onPress={onDismiss}>
          {t('kiosk.care_dismiss')}
        </Action>
      </footer>
    </li>
  );
}

function When({ at, device }: { readonly at: number; readonly device?: string }) {
  const formats = useFormats();
  const nowMs = useNow(REDRAW_MS);
  return (
    <p className={styles.when}>
      {formats.dayMonth(at, nowMs)}, {formats.clock(at)}
      {device !== undefined && ` · ${device}`}
    </p>
  );
}
