import { t } from '../../i18n/translate.ts';
import styles from './StaffPage.module.css';

/** Codes that core answers with, and what they mean for somebody at the screen. */
const FAILURES = {
  NOT_NOW: 'act.not_now',
  NOT_FOUND: 'act.not_found',
  ROLE_NOT_ALLOWED: 'act.not_allowed',
  STORAGE_FAILING: 'act.storage',
  STRAP_NOT_AVAILABLE: 'members.strap_taken',
} as const;

interface ActFailureProps {
  readonly code: string;
}

/** In one line, why what was asked for was not done. */
export function ActFailure({ code }: ActFailureProps) {
  const key = Object.hasOwn(FAILURES, code) ? FAILURES[code as keyof typeof FAILURES] : 'act.failed';
  return (
    <p className={styles.failure} role="alert" data-testid="act-failure">
      {t(key)}
    </p>
  );
}
