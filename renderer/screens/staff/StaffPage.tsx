import type { ReactNode } from 'react';
import type { LoadedDocument } from '../../bridge/use-document.ts';
import type { StaffAct } from '../../bridge/use-staff-act.ts';
import { t } from '../../i18n/translate.ts';
import { ActFailure } from './ActFailure.tsx';
import styles from './StaffPage.module.css';

interface StaffPageFrameProps<Value> {
  readonly document: LoadedDocument<Value>;
  readonly act?: Pick<StaffAct, 'failure'>;
  readonly testId: string;
  readonly children: (value: Value) => ReactNode;
}

/** One page of staff mode: its document once it is there, and in one line whatever went wrong. */
export function StaffPage<Value>({ document, act, testId, children }: StaffPageFrameProps<Value>) {
  const { value, failure } = document;
  return (
    <div className={styles.frame} data-testid={testId}>
      {act?.failure != null && <ActFailure code={act.failure} />}
      {value === null ? (
        <p className={styles.waiting} role="status">
          {t(failure === null ? 'page.loading' : 'page.failed')}
        </p>
      ) : (
        <div className={styles.content}>{children(value)}</div>
      )}
    </div>
  );
}
