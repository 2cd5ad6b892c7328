import type { DatabaseCheck } from '../../../shared/contract/staff-documents.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { t } from '../../i18n/translate.ts';
import styles from './KioskPage.module.css';

interface CheckResultProps {
  readonly check: DatabaseCheck | 'running' | null;
}

/** What reading the whole database came to. */
export function CheckResult({ check }: CheckResultProps) {
  const formats = useFormats();
  const sentence = () => {
    if (check === null) return '';
    if (check === 'running') return t('kiosk.checking');
    if (check.problem !== null) return t('kiosk.check_bad', { problem: check.problem });
    return t('kiosk.check_ok', {
      facts: formats.number(check.facts),
      seconds: formats.number(check.took_ms / 1_000, 1),
    });
  };
  const isBad = check !== null && check !== 'running' && check.problem !== null;
  return (
    <p className={styles.check} data-bad={isBad ? '' : undefined} role="status" data-testid="check-result">
      {sentence()}
    </p>
  );
}
