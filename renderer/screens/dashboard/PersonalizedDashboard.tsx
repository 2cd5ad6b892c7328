import type { KioskState, MemberSession } from '../../../shared/contract/kiosk-api.ts';
import type { Dashboard as DashboardDocument } from '../../../shared/domain/dashboard/dashboard.ts';
import type { LoadedDocument } from '../../bridge/use-document.ts';
import { Screen } from '../../components/Screen.tsx';
import { t } from '../../i18n/translate.ts';
import { WeighInButton } from '../weigh-in/WeighInButton.tsx';
import { AchievementDisplay } from './AchievementDisplay.tsx';
import { ClassRecommendations } from './ClassRecommendations.tsx';
import { CommunityHighlights } from './CommunityHighlights.tsx';
import { GoalTracker } from './GoalTracker.tsx';
import { HeartRateTile } from './HeartRateTile.tsx';
import { DashboardActions, MemberHeader } from './MemberHeader.tsx';
import styles from './PersonalizedDashboard.module.css';
import { ProfileSummary } from './ProfileSummary.tsx';
import { ProgressMetrics } from './ProgressMetrics.tsx';

interface PersonalizedDashboardProps {
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

/** Everything about one member at a glance. What does not fit is one touch further. */
export function PersonalizedDashboard(props: PersonalizedDashboardProps) {
  const { session, devices, demo, dashboard } = props;
  const document = dashboard.value;
  return (
    <Screen name="dashboard" sessionId={session.session_id} className={styles.dashboard}>
      <MemberHeader session={session} />
      {document === null ? (
        <p className={styles.loading} role="status">
          {t(dashboard.failure === null ? 'session.loading' : 'session.load_failed')}
        </p>
      ) : (
        <div className={styles.tiles}>
          <ProfileSummary
            profile={document.profile_summary}
            onOpen={props.onOpenAttendance}
            className={styles.profile}
          />
          <ProgressMetrics
            action={
              <WeighInButton session={session} devices={devices} onOpenOffer={props.onOpenWeightOffer} />
            }
            metrics={document.progress_metrics}
            onOpen={props.onOpenMetric}
            className={styles.metrics}
          />
          <GoalTracker
            sessionId={session.session_id}
            goals={document.goals}
            onOpen={props.onOpenGoals}
            className={styles.goal}
          />
          <HeartRateTile
            session={session}
            devices={devices}
            onOpenLive={props.onOpenLive}
            className={styles.heartRate}
          />
          <ClassRecommendations
            upcoming={document.upcoming_classes}
            recommended={document.recommended_classes}
            className={styles.classes}
          />
          <AchievementDisplay
            document={document}
            onOpen={props.onOpenAttendance}
            className={styles.achievements}
          />
          <CommunityHighlights highlights={document.community_highlights} className={styles.community} />
        </div>
      )}
      <DashboardActions
        session={session}
        demo={demo}
        unread={props.unread}
        onOpenNotifications={props.onOpenNotifications}
        onOpenPin={props.onOpenPin}
      />
    </Screen>
  );
}
