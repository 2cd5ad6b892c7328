import { useCallback } from 'react';
import { mayCall } from '../../../shared/contract/staff-api.ts';
import { useBridge } from '../../bridge/BridgeProvider.tsx';
import { useDocument } from '../../bridge/use-document.ts';
import { useNow } from '../../bridge/use-now.ts';
import { useStaffAct } from '../../bridge/use-staff-act.ts';
import { JobCard } from './JobCard.tsx';
import styles from './JobsPage.module.css';
import { StaffPage } from './StaffPage.tsx';
import type { StaffPageProps } from './staff-page-props.ts';

/** Somebody may be watching a job that they asked for. */
const REFRESH_MS = 1_000;

/** What the kiosk does by itself: when it was last done, how it went, when it is due. */
export function JobsPage({ session }: StaffPageProps) {
  const bridge = useBridge();
  const { session_id: sessionId } = session;
  const document = useDocument(
    useCallback(() => bridge.staff.jobs({ session_id: sessionId }), [bridge, sessionId]),
    REFRESH_MS,
  );
  const act = useStaffAct(document.refresh);
  const nowMs = useNow(REFRESH_MS);
  const mayRun = mayCall(session.role, 'runJob');
  return (
    <StaffPage document={document} act={act} testId="staff-jobs">
      {({ jobs }) => (
        <ul className={styles.jobs}>
          {jobs.map((job) => (
            <JobCard
              key={job.id}
              job={job}
              nowMs={nowMs}
              isBusy={act.isBusy}
              onRun={
                mayRun
                  ? () => void act.run(() => bridge.staff.runJob({ session_id: sessionId, job: job.id }))
                  : null
              }
            />
          ))}
        </ul>
      )}
    </StaffPage>
  );
}
