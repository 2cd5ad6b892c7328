import type { KioskState, MemberSession } from '../../../shared/contract/kiosk-api.ts';
import type { Dashboard as DashboardDocument } from '../../../shared/domain/dashboard/dashboard.ts';
import type { LoadedDocument } from '../../bridge/use-document.ts';
import { Screen } from '../../components/Screen.tsx';
import { t } from '../../i18n/translate.ts';
import { GoalTile } from './GoalTile.tsx';
import { HeartRateTile } from './HeartRateTile.tsx';
import { MemberHeader } from './MemberHeader.tsx';
import { MetricTile } from './MetricTile.tsx';
import { NextTile } from './NextTile.tsx';
import { ProfileTile } from './ProfileTile.tsx';
import { WeighInButton } from '../weigh-in/WeighInButton.tsx';
import styles from './Dashboard.module.css';

interface DashboardProps {
  readonly session: MemberSession;
  readonly devices: KioskState['devices'];
  readonly demo: boolean;
  readonly dashboard: LoadedDocument<DashboardDocument>;
  /** Messages the member has not opened; null while that is not known. */
  readonly unread: number | null;
  readonly onOpenNotifications: () => void;
  readonly onOpenAttendance: () => void;
  readonly onOpenGoals: () => void;
  readonly onOpenWeightOffer: () => void;
  readonly onOpenLive: () => void;
  readonly onOpenPin: () => void;
  readonly onOpenMetric: (metricType: string | null) => void;
}

/** The member's five tiles. Nothing scrolls away: what does not fit is one touch further. */
export function Dashboard({
  session,
  devices,
  demo,
  dashboard,
  unread,
  onOpenNotifications,
  onOpenAttendance,
  onOpenGoals,
  onOpenWeightOffer,
  onOpenLive,
  onOpenPin,
  onOpenMetric,
}: DashboardProps) {
  const document = dashboard.value;
  return (
    <Screen name="dashboard" sessionId={session.session_id} className={styles.dashboard}>
      <MemberHeader
        session={session}
        demo={demo}
        unread={unread}
        onOpenNotifications={onOpenNotifications}
        onOpenPin={onOpenPin}
      />
      {document === null ? (
        <p className={styles.loading} role="status">
          {t(dashboard.failure === null ? 'session.loading' : 'session.load_failed')}
        </p>
      ) : (
        <div className={styles.tiles}>
          <ProfileTile
            profile={document.profile_summary}
            onOpen={onOpenAttendance}
            className={styles.profile}
          />
          <MetricTile
            action={<WeighInButton session={session} devices={devices} onOpenOffer={onOpenWeightOffer} />}
            metrics={document.progress_metrics}
            onOpen={onOpenMetric}
            className={styles.metric}
          />
          <HeartRateTile
            session={session}
            devices={devices}
            onOpenLive={onOpenLive}
            className={styles.heartRate}
          />
          <GoalTile goals={document.goals} onOpen={onOpenGoals} className={styles.goal} />
          <NextTile document={document} className={styles.next} />
        </div>
      )}
    </Screen>
  );
}
