import { IconKey } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useDocument } from '../../bridge/use-document.ts';
import { t } from '../../i18n/translate.ts';
import styles from './DemoSheet.module.css';

/** A demo gym's staff with their PINs: staff mode is there to be tried, too. */
export function DemoStaffRow() {
  const bridge = useBridge();
  const staff = useDocument(useCallback(() => bridge.demo.staff(), [bridge]));
  if (staff.value === null || staff.value.length === 0) return null;
  return (
    <p className={styles.staff} data-testid="demo-staff">
      <IconKey aria-hidden="true" />
      <strong>{t('demo.staff')}</strong>
      {staff.value.map(({ name, pin }) => (
        <span key={name}>{t('demo.staff_pin', { name, pin })}</span>
      ))}
    </p>
  );
}
