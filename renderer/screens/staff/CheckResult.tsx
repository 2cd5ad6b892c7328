import type { DatabaseCheck } from '../../../shared/contract/staff-documents.ts';
import { useFormats } from '../../i18n/FormatsProvider.tsx';
import { useStaffWords } from '../../i18n/staff/use-staff-words.ts';
import styles from './KioskPage.module.css';

interface CheckResultProps {
  readonly check: DatabaseCheck | 'running' | null;
}

/** What reading the whole database came to. */
export function CheckResult({ check }: CheckResultProps) {
  const { say } = useStaffWords();
  const formats = useFormats();
  const sentence = () => {
    if (check === null) return '';
    if (check === 'running') return say('kiosk.checking');
    if (check.problem !== null) return say('kiosk.check_bad', { problem: check.problem });
    return say('kiosk.check_ok', {
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
