import type { ReactNode } from 'react';
import type { LoadedDocument } from '../../bridge/use-document.ts';
import type { StaffAct } from '../../bridge/use-staff-act.ts';
import { useStaffWords } from '../../i18n/staff/use-staff-words.ts';
import styles from './StaffPage.module.css';

interface StaffPageFrameProps<Value> {
  readonly document: LoadedDocument<Value>;
  readonly act?: Pick<StaffAct, 'failure'>;
  readonly testId: string;
  readonly children: (value: Value) => ReactNode;
}

/** One page of staff mode: its document once it is there, and in one line whatever went wrong. */
export function StaffPage<Value>({ document, act, testId, children }: StaffPageFrameProps<Value>) {
  const { say } = useStaffWords();
  const { value, failure } = document;
  return (
    <div className={styles.frame} data-testid={testId}>
      {act?.failure != null && <ActFailure code={act.failure} />}
      {value === null ? (
        <p className={styles.waiting} role="status">
          {say(failure === null ? 'page.loading' : 'page.failed')}
        </p>
      ) : (
        <div className={styles.content}>{children(value)}</div>
      )}
    </div>
  );
}

/** Codes that core answers with, and what they mean for somebody at the screen. */
const FAILURES = {
  NOT_NOW: 'act.not_now',
  NOT_FOUND: 'act.not_found',
  ROLE_NOT_ALLOWED: 'act.not_allowed',
  STORAGE_FAILING: 'act.storage',
} as const;

function ActFailure({ code }: { readonly code: string }) {
  const { say } = useStaffWords();
  const key = Object.hasOwn(FAILURES, code) ? FAILURES[code as keyof typeof FAILURES] : 'act.failed';
  return (
    <p className={styles.failure} role="alert" data-testid="act-failure">
      {say(key)}
    </p>
  );
}
