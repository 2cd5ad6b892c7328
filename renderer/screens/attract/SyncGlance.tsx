import { IconCloudUp } from '@tabler/icons-react';
import type { KioskState } from '../../../shared/contract/kiosk-api.ts';
import { t } from '../../i18n/translate.ts';
import styles from './SyncGlance.module.css';

interface SyncGlanceProps {
  readonly sync: KioskState['sync'];
}

/** A small number for staff who pass by; a member needs to know nothing of it. Nothing while all is sent. */
export function SyncGlance({ sync }: SyncGlanceProps) {
  const waiting = sync.state === 'off' ? 0 : sync.pending;
  if (waiting === 0 && sync.quarantined === 0) return null;
  const said = [
    waiting > 0 ? t('sync.pending', { count: waiting }) : null,
    sync.quarantined > 0 ? t('sync.quarantined', { count: sync.quarantined }) : null,
  ];
  return (
    <li className={styles.glance} data-testid="sync">
      <IconCloudUp className={styles.icon} aria-hidden="true" />
      <span aria-hidden="true">{waiting > 0 ? waiting : ''}</span>
      {sync.quarantined > 0 && (
        <span className={styles.aside} aria-hidden="true">
          +{sync.quarantined}
        </span>
      )}
      <span className="visually-hidden">{said.filter(Boolean).join(', ')}</span>
    </li>
  );
}
